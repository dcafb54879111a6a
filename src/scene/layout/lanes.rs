//! Room for edges that pass by: in every column that an edge crosses on its way to the right, a lane is kept free, as if
//! a low node stood there. So the edge can go between nodes instead of over or around them.

use crate::base::order;
use crate::scene::edge::EdgeKind;
use crate::scene::layout::columns::Links;
use crate::scene::layout::rows::Reach;

/// Half the height of a lane.
const HALF: i32 = 4;

/// A drawing with its lanes: nodes from the number of real ones on are lanes.
pub struct Lanes {
    pub columns: Vec<Vec<usize>>,
    pub links: Links,
    pub reaches: Vec<Reach>,
}

impl Lanes {
    /// Keeps lanes free for all edges that cross columns to the right. Dead letters go their own ways, below.
    pub fn of(columns: &[Vec<usize>], links: &Links, reaches: &[Reach]) -> Lanes {
        let mut lanes = Lanes {
            columns: columns.to_vec(),
            links: Links { links: Vec::new() },
            reaches: reaches.to_vec(),
        };
        let mut column_of = vec![None; reaches.len()];
        for (number, column) in columns.iter().enumerate() {
            for &at in column {
                column_of[at] = Some(number);
            }
        }
        for &(from, to, kind) in &links.links {
            // What stands in another pile is none of this drawing's.
            let (Some(first), Some(last)) = (column_of[from], column_of[to]) else {
                continue;
            };
            let crossed = match kind {
                EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume | EdgeKind::Alternate => {
                    first + 1..last
                }
                EdgeKind::DeadLetter => 0..0,
            };
            let mut before = from;
            for column in crossed {
                let lane = lanes.reaches.len();
                lanes.reaches.push(Reach {
                    above: HALF,
                    below: HALF,
                });
                lanes.columns[column].push(lane);
                lanes.links.links.push((before, lane, kind));
                before = lane;
            }
            lanes.links.links.push((before, to, kind));
        }
        lanes.keep_together();
        lanes
    }

    /// Sorts every column so that what follows from one node stands together: few edges cross from the start.
    fn keep_together(&mut self) {
        let mut followers = vec![Vec::new(); self.reaches.len()];
        for &(from, to, kind) in &self.links.links {
            if kind != EdgeKind::DeadLetter {
                followers[from].push(to);
            }
        }
        let mut places = vec![usize::MAX; self.reaches.len()];
        let mut count = 0;
        for &root in self.columns.iter().flatten() {
            let mut open = vec![root];
            while let Some(at) = open.pop() {
                if places[at] != usize::MAX {
                    continue;
                }
                places[at] = count;
                count += 1;
                open.extend(followers[at].iter().rev());
            }
        }
        for column in &mut self.columns {
            order::sort_by_key(column, |&at| places[at]);
        }
    }
}
