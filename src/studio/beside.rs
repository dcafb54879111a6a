//! Where the bar of what can be done goes: beside what is chosen, and on nothing that is written there.
//!
//! Everything here is in pixels of the screen.

use crate::scene::geometry::{Point, Rect};
use crate::studio::Studio;
use crate::studio::camera::Size;
use crate::studio::view::Camera;

/// So far it stays from what is chosen, and from the edges of the canvas.
const GAP: i32 = 8;

impl Studio {
    /// The corner of a bar of this size beside what is chosen, on the part of the canvas that nothing else lies on.
    pub fn beside_chosen(&self, chosen: Rect, bar: Size, clear: Rect) -> Point {
        let camera = self.view.camera;
        let nodes = self.scene.nodes.iter().map(|node| node.bounds);
        let edges = self.scene.edges.iter();
        let pills = edges.flat_map(|edge| edge.pills.iter().map(|pill| pill.rect));
        let taken = nodes.chain(pills).map(|rect| on_screen(camera, rect));
        beside(on_screen(camera, chosen), bar, clear, taken)
    }
}

fn on_screen(camera: Camera, rect: Rect) -> Rect {
    let length = |pixels: i32| (i64::from(pixels) * i64::from(camera.zoom) / 1000) as i32;
    Rect::new(
        length(rect.x - camera.x),
        length(rect.y - camera.y),
        length(rect.width),
        length(rect.height),
    )
}

/// Above what is chosen or below it, where it covers the least; the first of the ways where several are as good.
fn beside(chosen: Rect, bar: Size, clear: Rect, taken: impl Iterator<Item = Rect>) -> Point {
    let rows = [chosen.y - GAP - bar.height, chosen.bottom() + GAP];
    let columns = [
        chosen.middle().x - bar.width / 2,
        chosen.x,
        chosen.right() - bar.width,
    ];
    let within = |at: i32, from: i32, to: i32| at.min(to).max(from);
    let mut ways = [(0, Point::default()); 6];
    for (at, way) in ways.iter_mut().enumerate() {
        let x = within(columns[at % 3], clear.x, clear.right() - bar.width);
        let y = within(rows[at / 3], clear.y, clear.bottom() - bar.height);
        *way = (0, Point::new(x, y));
    }
    for rect in taken.chain([chosen]).map(|rect| rect.grown(3)) {
        for (covered, at) in &mut ways {
            *covered += shared(rect, Rect::new(at.x, at.y, bar.width, bar.height));
        }
    }
    let best = ways.into_iter().min_by_key(|(covered, _)| *covered);
    best.map_or_else(Point::default, |(_, at)| at)
}

/// The area that two rectangles share.
fn shared(one: Rect, other: Rect) -> i64 {
    let across = one.right().min(other.right()) - one.x.max(other.x);
    let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
    i64::from(across.max(0)) * i64::from(down.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAR: Rect = Rect {
        x: 8,
        y: 40,
        width: 984,
        height: 452,
    };
    const BAR: Size = Size {
        width: 200,
        height: 30,
    };

    #[test]
    fn the_bar_stands_above_where_nothing_is_in_its_way() {
        let chosen = Rect::new(400, 200, 60, 60);
        assert_eq!(beside(chosen, BAR, CLEAR, [].into_iter()), Point::new(330, 162));
    }

    #[test]
    fn the_bar_keeps_off_the_names_of_others() {
        let chosen = Rect::new(400, 200, 60, 60);
        let at_left = Rect::new(300, 150, 90, 40);
        let beside_it = beside(chosen, BAR, CLEAR, [at_left].into_iter());
        assert_eq!(beside_it, Point::new(400, 162), "it begins where the node begins");
        let above = Rect::new(300, 150, 300, 40);
        let below = beside(chosen, BAR, CLEAR, [above].into_iter());
        assert_eq!(below, Point::new(330, 268));
    }

    #[test]
    fn the_bar_stays_on_the_canvas_and_off_what_is_chosen() {
        let chosen = Rect::new(0, 20, 60, 60);
        assert_eq!(beside(chosen, BAR, CLEAR, [].into_iter()), Point::new(8, 88));
        let at_end = Rect::new(960, 440, 40, 60);
        assert_eq!(beside(at_end, BAR, CLEAR, [].into_iter()), Point::new(792, 402));
    }
}
