//! Which parts of a drawing stand beside each other. What no edge joins falls into parts; they stand below each other, in
//! the same columns, until the picture would become too high, and then beside what stands there already.

use crate::base::gather::Gather;
use crate::base::order;
use crate::scene::geometry::Rect;
use crate::scene::layout::columns::Links;
use crate::scene::layout::rows::GAP;
use std::cmp::Reverse;

/// A picture is best so many times wider than high, as the canvas above the narration is.
const WIDTH_TO_HEIGHT: i64 = 2;

/// About as wide as the space behind a column.
const BEHIND: i32 = 96;

/// What a part needs, roughly: its columns and its highest column.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    width: i32,
    height: i32,
}

/// Parts of a drawing that share columns.
#[derive(Clone, Debug, Default)]
struct Pile {
    parts: Vec<usize>,
    height: i32,
}

/// The columns of each pile, from left to right. `boxes` are the nodes with their labels.
pub fn piles(columns: &[Vec<usize>], links: &Links, boxes: &[Rect]) -> Vec<Vec<Vec<usize>>> {
    let part_of = parts(links, boxes.len());
    let mut piles = vec![Pile::default(); 1];
    let extents = extents(columns, &part_of, boxes);
    let limit = height_limit(extents.iter().map(|(_, extent)| *extent));
    for (part, extent) in extents {
        let roomy = piles.iter().position(|pile| pile.height + extent.height <= limit);
        let at = roomy.unwrap_or_else(|| {
            piles.push(Pile::default());
            piles.len() - 1
        });
        piles[at].parts.push(part);
        piles[at].height += extent.height;
    }
    let mut pile_of = vec![0; boxes.len()];
    for (number, pile) in piles.iter().enumerate() {
        pile.parts.iter().for_each(|&part| pile_of[part] = number);
    }
    let of_pile = |number: usize| {
        let column = |column: &Vec<usize>| -> Vec<usize> {
            let nodes = column.iter().copied();
            nodes.filter(|&at| pile_of[part_of[at]] == number).gather()
        };
        let columns = columns.iter().map(column);
        columns.filter(|column| !column.is_empty()).gather()
    };
    (0..piles.len()).map(of_pile).gather()
}

/// For each node the first node of its part.
fn parts(links: &Links, nodes: usize) -> Vec<usize> {
    let mut above: Vec<usize> = (0..nodes).gather();
    for &(from, to, _) in &links.links {
        let (from, to) = (first(&mut above, from), first(&mut above, to));
        above[from.max(to)] = from.min(to);
    }
    (0..nodes).map(|at| first(&mut above, at)).gather()
}

/// Follows the way up to the first node of a part, and makes it shorter for the next who goes it.
fn first(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
}

/// What each part needs, the highest first.
fn extents(columns: &[Vec<usize>], part_of: &[usize], boxes: &[Rect]) -> Vec<(usize, Extent)> {
    let mut extents = vec![Extent::default(); boxes.len()];
    for column in columns {
        let mut of_column = vec![Extent::default(); boxes.len()];
        for &at in column {
            let extent = &mut of_column[part_of[at]];
            extent.width = extent.width.max(boxes[at].width + BEHIND);
            extent.height += boxes[at].height + GAP;
        }
        for (extent, of_column) in extents.iter_mut().zip(of_column) {
            extent.width += of_column.width;
            extent.height = extent.height.max(of_column.height);
        }
    }
    let mut drawn: Vec<(usize, Extent)> = extents.into_iter().enumerate().gather();
    drawn.retain(|(_, extent)| extent.height > 0);
    order::sort_by_key(&mut drawn, |&(part, extent)| (Reverse(extent.height), part));
    drawn
}

/// How high piles may become: as high as the highest part, or as suits all that there is to draw.
fn height_limit(extents: impl Iterator<Item = Extent> + Clone) -> i32 {
    let highest = extents.clone().map(|extent| extent.height).max().unwrap_or(0);
    let area: i64 = extents
        .map(|extent| i64::from(extent.width) * i64::from(extent.height))
        .sum();
    highest.max((area / WIDTH_TO_HEIGHT).isqrt() as i32)
}
