//! Where the canvas is looked at from: fitting, zooming, following.

use crate::scene::geometry::{Point, Rect};
use crate::studio::view::Camera;

/// How much of the upper edge of the canvas its tools take, in pixels.
pub const TOOLS: i32 = 44;

/// Zooming goes by these factors, in thousandths of the one before.
const NOTCH: i64 = 1150;

/// The smallest and the largest zoom, and those that fitting chooses, in thousandths: what is large on a small window has
/// to be seen whole.
const LEAST: i32 = 200;
const LEAST_FITTED: i32 = 50;
const MOST: i32 = 4_000;
const MOST_FITTED: i32 = 1_400;

/// Below this zoom, names cannot be read any more; following comes so near and no nearer.
const LEGIBLE: i32 = 600;
const NEAR: i32 = 850;

/// So far from the origin a camera goes, and so far it sees: somewhat farther than the canvas.
const FARTHEST: i32 = 2 * Point::FARTHEST;

/// A canvas that is less wide than this is that of a telephone, or of a narrow column.
const CRAMPED: i32 = 600;

/// The size of the visible part of the canvas, in pixels of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub width: i32,
    pub height: i32,
}

impl Camera {
    /// The camera that shows all of `bounds`, in the middle.
    pub fn fitting(bounds: Rect, size: Size) -> Camera {
        if bounds.width <= 0 || bounds.height <= 0 || size.width <= 0 || size.height <= 0 {
            return Camera::default();
        }
        let across = i64::from(size.width) * 1000 / i64::from(bounds.width);
        let down = i64::from(size.height) * 1000 / i64::from(bounds.height);
        let zoom = across
            .min(down)
            .clamp(i64::from(LEAST_FITTED), i64::from(MOST_FITTED)) as i32;
        Camera { x: 0, y: 0, zoom }.centred(bounds.middle(), size)
    }

    /// Whether names could not be read if all of `bounds` were shown on a canvas as small as this.
    pub fn is_cramped(bounds: Rect, size: Size) -> bool {
        size.width < CRAMPED && Camera::fitting(bounds, size).zoom < LEGIBLE
    }

    /// The camera that shows `wanted`, as near as names need it, and no farther than all of `bounds`.
    pub fn nearing(wanted: Rect, bounds: Rect, size: Size) -> Camera {
        let all = Camera::fitting(bounds, size);
        let zoom = Camera::fitting(wanted, size).zoom.min(NEAR).max(all.zoom);
        Camera { zoom, ..all }.centred(wanted.middle(), size)
    }

    /// The same zoom, with a place of the canvas in the middle.
    pub fn centred(self, on: Point, size: Size) -> Camera {
        self.looking_from(
            on.x - self.on_canvas(size.width) / 2,
            on.y - self.on_canvas(size.height) / 2,
        )
    }

    /// The same zoom, with no empty margin where there is more of `bounds` to be seen.
    pub fn within(self, bounds: Rect, size: Size) -> Camera {
        let seen = self.visible(size);
        let keep = |at: i32, length: i32, from: i32, all: i32| match all > length {
            true => at.min(from + all - length).max(from),
            false => at,
        };
        Camera {
            x: keep(self.x, seen.width, bounds.x, bounds.width),
            y: keep(self.y, seen.height, bounds.y, bounds.height),
            zoom: self.zoom,
        }
    }

    /// Moved by pixels of the screen.
    pub fn panned(self, x: i32, y: i32) -> Camera {
        self.looking_from(self.x - self.on_canvas(x), self.y - self.on_canvas(y))
    }

    /// Zoomed in by so many notches, or out, around a place on the screen.
    pub fn zoomed(self, notches: i32, around: Point) -> Camera {
        let mut zoom = i64::from(self.zoom);
        for _ in 0..notches.unsigned_abs().min(40) {
            zoom = if notches > 0 {
                zoom * NOTCH / 1000
            } else {
                zoom * 1000 / NOTCH
            };
        }
        let least = LEAST.min(self.zoom);
        let zoom = zoom.clamp(i64::from(least), i64::from(MOST)) as i32;
        self.at_zoom(zoom, around)
    }

    /// Zoomed by a factor in thousandths, around a place on the screen.
    pub fn scaled(self, factor: i32, around: Point) -> Camera {
        let least = LEAST.min(self.zoom);
        let zoom = i64::from(self.zoom) * i64::from(factor) / 1000;
        let zoom = zoom.clamp(i64::from(least), i64::from(MOST)) as i32;
        self.at_zoom(zoom, around)
    }

    /// Another zoom, with the same place of the canvas at a place on the screen.
    fn at_zoom(self, zoom: i32, around: Point) -> Camera {
        let new = Camera { zoom, ..self };
        new.looking_from(
            self.x + self.on_canvas(around.x) - new.on_canvas(around.x),
            self.y + self.on_canvas(around.y) - new.on_canvas(around.y),
        )
    }

    /// The same zoom from another corner.
    fn looking_from(self, x: i32, y: i32) -> Camera {
        Camera {
            x: x.clamp(-FARTHEST, FARTHEST),
            y: y.clamp(-FARTHEST, FARTHEST),
            zoom: self.zoom,
        }
    }

    /// The place of the canvas at these pixels of the screen, or the nearest.
    pub fn place(self, x: i32, y: i32) -> Point {
        Point::new(self.x + self.on_canvas(x), self.y + self.on_canvas(y)).on_canvas()
    }

    /// What can be seen of the canvas.
    pub fn visible(self, size: Size) -> Rect {
        Rect::new(
            self.x,
            self.y,
            self.on_canvas(size.width),
            self.on_canvas(size.height),
        )
    }

    /// The camera from which all of `wanted` can be seen; this one where it can.
    pub fn following(self, wanted: Rect, size: Size) -> Camera {
        let visible = self.visible(size);
        if visible.union(wanted) == visible {
            return self;
        }
        self.centred(wanted.middle(), size)
    }

    /// The camera moved as little as it takes to see `wanted`, or its beginning where it is too large.
    pub fn showing(self, wanted: Rect, size: Size) -> Camera {
        let seen = self.visible(size);
        let by = |before: i32, behind: i32| before.min(behind.max(0));
        self.looking_from(
            self.x + by(wanted.x - seen.x, wanted.right() - seen.right()),
            self.y + by(wanted.y - seen.y, wanted.bottom() - seen.bottom()),
        )
    }

    fn on_canvas(self, pixels: i32) -> i32 {
        let (length, farthest) = (
            i64::from(pixels) * 1000 / i64::from(self.zoom),
            i64::from(FARTHEST),
        );
        length.clamp(-farthest, farthest) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        width: 1000,
        height: 500,
    };

    #[test]
    fn fitting_shows_everything() {
        for bounds in [Rect::new(0, 0, 3000, 400), Rect::new(-50, 20, 100, 100)] {
            let visible = Camera::fitting(bounds, SIZE).visible(SIZE);
            assert_eq!(visible.union(bounds), visible, "{bounds:?} in {visible:?}");
        }
        assert_eq!(Camera::fitting(Rect::default(), SIZE), Camera::default());
    }

    #[test]
    fn a_small_canvas_is_cramped_and_nears_what_is_wanted() {
        let small = Size {
            width: 390,
            height: 400,
        };
        let bounds = Rect::new(0, 0, 1000, 400);
        assert!(Camera::is_cramped(bounds, small));
        assert!(!Camera::is_cramped(bounds, SIZE));
        let wanted = Rect::new(600, 100, 100, 100);
        let near = Camera::nearing(wanted, bounds, small);
        assert_eq!(near.zoom, NEAR);
        assert_eq!(near.visible(small).union(wanted), near.visible(small));
        assert_eq!(
            Camera::nearing(bounds, bounds, small),
            Camera::fitting(bounds, small)
        );
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let camera = Camera {
            x: 10,
            y: 20,
            zoom: 1000,
        };
        let zoomed = camera.zoomed(3, Point::new(500, 250));
        assert!(zoomed.zoom > 1500);
        let under = |camera: Camera| camera.x + camera.on_canvas(500);
        assert!((under(camera) - under(zoomed)).abs() <= 1);
        let back = zoomed.zoomed(-3, Point::new(500, 250));
        assert!((back.zoom - camera.zoom).abs() < 10);
    }

    #[test]
    fn a_camera_at_the_end_of_the_canvas_stays_near_it() {
        let far = Point::FARTHEST;
        let corner = Camera::default().centred(Point::new(-far, far), SIZE);
        for pixels in [i32::MIN, -far, 0, far, i32::MAX] {
            let panned = corner.panned(pixels, pixels).panned(pixels, pixels);
            assert!(panned.x.abs() <= FARTHEST && panned.y.abs() <= FARTHEST);
            for camera in [panned, panned.scaled(1, Point::new(pixels, pixels))] {
                let place = camera.place(pixels, pixels);
                assert!(place.x.abs() <= far && place.y.abs() <= far, "{place:?}");
                assert!(camera.visible(SIZE).width > 0);
            }
        }
    }

    #[test]
    fn showing_moves_no_farther_than_it_must() {
        let camera = Camera::default();
        let shown = |x, y, width| {
            let camera = camera.showing(Rect::new(x, y, width, 100), SIZE);
            (camera.x, camera.y)
        };
        assert_eq!(shown(10, 10, 100), (0, 0));
        assert_eq!(shown(950, 10, 100), (50, 0));
        assert_eq!(shown(-20, 450, 100), (-20, 50));
        assert_eq!(shown(30, 0, 5_000), (30, 0));
        assert_eq!(shown(-30, 0, 5_000), (-30, 0));
    }

    #[test]
    fn following_moves_only_when_something_is_out_of_sight() {
        let camera = Camera::default();
        assert_eq!(camera.following(Rect::new(10, 10, 100, 100), SIZE), camera);
        let moved = camera.following(Rect::new(1200, 10, 100, 100), SIZE);
        let visible = moved.visible(SIZE);
        assert!(visible.contains(Point::new(1250, 60)));
    }
}
