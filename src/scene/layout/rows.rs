//! In which order the nodes of a column stand, and at which heights: near what they are joined to, never on each other.

use crate::base::gather::Gather;
use crate::base::order;
use crate::scene::edge::EdgeKind;
use crate::scene::layout::columns::Links;

/// How often each column is set right against its neighbours.
const ROUNDS: usize = 24;

/// How often each column is gone through for neighbours that had better change places.
const SWAPS: usize = 8;

/// The free space between two nodes of a column.
pub const GAP: i32 = 14;

/// As far from level as an edge may be made level, in pixels.
const NEARLY: i32 = 24;

/// How far a node reaches above and below its own point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub above: i32,
    pub below: i32,
}

/// The height of every node's point. `columns` is put in order from top to bottom.
pub fn rows(columns: &mut [Vec<usize>], links: &Links, reaches: &[Reach]) -> Vec<i32> {
    let neighbours = neighbours(links, reaches.len());
    let mut heights = vec![0; reaches.len()];
    for column in columns.iter() {
        stack(column, reaches, &mut heights);
    }
    let mut best: Option<(i64, Vec<i32>, Vec<Vec<usize>>)> = None;
    for round in 0..ROUNDS {
        if round == ROUNDS / 2 {
            uncross(columns, &neighbours);
        }
        for step in 0..columns.len() {
            let at = if round % 2 == 0 {
                step
            } else {
                columns.len() - 1 - step
            };
            let column = &mut columns[at];
            // While the order settles, a node goes where its neighbours pull it; later it keeps its place in line.
            let wanted: Vec<i32> = column
                .iter()
                .map(|&node| pull(&neighbours[node], &heights).unwrap_or(heights[node]))
                .gather();
            if round < ROUNDS / 2 {
                let mut order: Vec<usize> = (0..column.len()).gather();
                order::sort_by_key(&mut order, |&place| (wanted[place], place));
                let sorted: Vec<usize> = order.iter().map(|&place| column[place]).gather();
                let sorted_wanted: Vec<i32> = order.iter().map(|&place| wanted[place]).gather();
                *column = sorted;
                settle(column, &sorted_wanted, reaches, &mut heights);
            } else {
                settle(column, &wanted, reaches, &mut heights);
            }
        }
        let cost = cost(links, &heights);
        if round >= ROUNDS / 2 && best.as_ref().is_none_or(|(least, _, _)| cost < *least) {
            best = Some((cost, heights.clone(), columns.to_vec()));
        }
    }
    if let Some((_, best_heights, best_columns)) = best {
        heights = best_heights;
        columns.clone_from_slice(&best_columns);
    }
    level(columns, &neighbours, reaches, &mut heights);
    heights
}

/// For each node, what it is joined to and how firmly.
fn neighbours(links: &Links, nodes: usize) -> Vec<Vec<(usize, i32)>> {
    let mut neighbours = vec![Vec::new(); nodes];
    for &(from, to, kind) in &links.links {
        neighbours[from].push((to, firmness(kind)));
        neighbours[to].push((from, firmness(kind)));
    }
    neighbours
}

/// How much it matters that an edge is level.
fn firmness(kind: EdgeKind) -> i32 {
    match kind {
        EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume => 50,
        EdgeKind::Alternate => 10,
        EdgeKind::DeadLetter => 1,
    }
}

/// Lets nodes that stand next to each other change places where that takes more crossings away than it makes.
fn uncross(columns: &mut [Vec<usize>], neighbours: &[Vec<(usize, i32)>]) {
    let mut places = vec![(usize::MAX, 0); neighbours.len()];
    for (number, column) in columns.iter().enumerate() {
        for (place, &node) in column.iter().enumerate() {
            places[node] = (number, place);
        }
    }
    for _ in 0..SWAPS {
        let mut changed = false;
        for column in columns.iter_mut() {
            for lower in 1..column.len() {
                let (above, below) = (column[lower - 1], column[lower]);
                let (now, then) = (
                    crossings(above, below, neighbours, &places),
                    crossings(below, above, neighbours, &places),
                );
                if then < now {
                    column.swap(lower - 1, lower);
                    places[above].1 = lower;
                    places[below].1 = lower - 1;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
}

/// How firmly the edges of two nodes cross that stand above each other in a column.
fn crossings(above: usize, below: usize, neighbours: &[Vec<(usize, i32)>], places: &[(usize, usize)]) -> i32 {
    let own = places[above].0;
    let mut crossed = 0;
    for &(one, firmness) in &neighbours[above] {
        for &(other, other_firmness) in &neighbours[below] {
            let ((column, place), (other_column, other_place)) = (places[one], places[other]);
            if column == other_column && column != own && place > other_place {
                crossed += firmness.min(other_firmness);
            }
        }
    }
    crossed
}

/// The mean height of what a node is joined to.
fn pull(neighbours: &[(usize, i32)], heights: &[i32]) -> Option<i32> {
    let weight: i32 = neighbours.iter().map(|&(_, firmness)| firmness).sum();
    let sum: i32 = neighbours
        .iter()
        .map(|&(other, firmness)| heights[other] * firmness)
        .sum();
    (weight > 0).then(|| sum.div_euclid(weight))
}

/// All edges' differences in height: squares, so that one long way is worse than two short ones.
fn cost(links: &Links, heights: &[i32]) -> i64 {
    let squares = links.links.iter().map(|&(from, to, kind)| {
        let difference = i64::from(heights[from] - heights[to]);
        difference * difference * i64::from(firmness(kind))
    });
    squares.sum()
}

/// Makes edges level that are nearly so, from left to right, where there is room.
fn level(columns: &[Vec<usize>], neighbours: &[Vec<(usize, i32)>], reaches: &[Reach], heights: &mut [i32]) {
    for column in columns {
        for (place, &node) in column.iter().enumerate() {
            let nearest = neighbours[node]
                .iter()
                .filter(|&&(other, firmness)| firmness > 1 && !column.contains(&other))
                .map(|&(other, _)| heights[other])
                .min_by_key(|height| ((height - heights[node]).abs(), *height));
            let Some(wanted) = nearest.filter(|wanted| (wanted - heights[node]).abs() <= NEARLY) else {
                continue;
            };
            let space = |upper: usize, lower: usize| reaches[upper].below + GAP + reaches[lower].above;
            let above = place.checked_sub(1).map(|at| column[at]);
            let fits_above = above.is_none_or(|above| heights[above] + space(above, node) <= wanted);
            let below = column.get(place + 1).copied();
            let fits_below = below.is_none_or(|below| wanted + space(node, below) <= heights[below]);
            if fits_above && fits_below {
                heights[node] = wanted;
            }
        }
    }
}

/// One below the other, around height 0.
fn stack(column: &[usize], reaches: &[Reach], heights: &mut [i32]) {
    let wanted = vec![0; column.len()];
    settle(column, &wanted, reaches, heights);
}

/// Puts the nodes of a column, in their order, as near to the wanted heights as the space between them allows.
///
/// Nodes that would stand on each other form a block around the mean of their wishes; blocks that meet are merged.
fn settle(column: &[usize], wanted: &[i32], reaches: &[Reach], heights: &mut [i32]) {
    struct Block {
        first: usize,
        sum: i64,
        count: i64,
    }
    // Offsets make it a question of order alone: with them, all nodes could stand at the same height.
    let mut offset = 0;
    let mut offsets = Vec::with_capacity(column.len());
    for (place, &node) in column.iter().enumerate() {
        if place > 0 {
            offset += reaches[column[place - 1]].below + GAP + reaches[node].above;
        }
        offsets.push(offset);
    }
    let mut blocks: Vec<Block> = Vec::new();
    for place in 0..column.len() {
        let mut block = Block {
            first: place,
            sum: i64::from(wanted[place] - offsets[place]),
            count: 1,
        };
        while let Some(before) = blocks.last()
            && before.sum * block.count >= block.sum * before.count
        {
            block = Block {
                first: before.first,
                sum: before.sum + block.sum,
                count: before.count + block.count,
            };
            blocks.pop();
        }
        blocks.push(block);
    }
    for (at, block) in blocks.iter().enumerate() {
        let end = blocks.get(at + 1).map_or(column.len(), |next| next.first);
        let height = block.sum.div_euclid(block.count) as i32;
        for place in block.first..end {
            heights[column[place]] = height + offsets[place];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACH: Reach = Reach { above: 20, below: 20 };

    #[test]
    fn a_chain_is_straight() {
        let links = Links {
            links: vec![(0, 1, EdgeKind::Publish), (1, 2, EdgeKind::Binding)],
        };
        let heights = rows(&mut [vec![0], vec![1], vec![2]], &links, &[REACH; 3]);
        assert_eq!(heights, [0, 0, 0]);
    }

    #[test]
    fn a_fan_is_centred_and_its_nodes_stand_apart() {
        let links = Links {
            links: vec![
                (0, 1, EdgeKind::Binding),
                (0, 2, EdgeKind::Binding),
                (0, 3, EdgeKind::Binding),
            ],
        };
        let heights = rows(&mut [vec![0], vec![1, 2, 3]], &links, &[REACH; 4]);
        assert_eq!(heights[2], heights[0]);
        assert_eq!(heights[2] - heights[1], 40 + GAP);
        assert_eq!(heights[3] - heights[2], 40 + GAP);
    }

    #[test]
    fn crossed_pairs_are_uncrossed() {
        let links = Links {
            links: vec![(0, 3, EdgeKind::Binding), (1, 2, EdgeKind::Binding)],
        };
        let mut columns = [vec![0, 1], vec![2, 3]];
        let heights = rows(&mut columns, &links, &[REACH; 4]);
        assert_eq!((heights[0], heights[1]), (heights[3], heights[2]));
    }
}
