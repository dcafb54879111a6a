//! SVG's shapes, with the attributes that they always have.

use crate::scene::geometry::Rect;
use crate::scene::svg::translate;
use crate::web::tag::{Tag, Value, tag};

/// A group.
#[inline(never)]
pub fn g(class: &'static str) -> Tag {
    tag("g").class(class)
}

/// A group whose origin is at this place.
#[inline]
pub fn moved(x: impl Into<f64>, y: impl Into<f64>) -> Tag {
    at(x.into(), y.into())
}

#[inline(never)]
fn at(x: f64, y: f64) -> Tag {
    tag("g").set("transform", translate(x, y))
}

/// A path.
#[inline]
pub fn path(class: &str, d: impl Value) -> Tag {
    tag("path").class(class).set("d", d)
}

/// A circle around the origin.
#[inline(never)]
pub fn circle(class: &str, radius: f64) -> Tag {
    tag("circle").class(class).set("r", radius)
}

/// A rectangle of this size at the origin.
#[inline(never)]
pub fn block(class: &str, width: f64, height: f64) -> Tag {
    tag("rect").class(class).set("width", width).set("height", height)
}

/// An upright rectangle with rounded corners.
#[inline(never)]
pub fn rect(class: &str, place: Rect, corner: i32) -> Tag {
    block(class, place.width.into(), place.height.into())
        .set("x", place.x)
        .set("y", place.y)
        .set("rx", corner)
}

/// Words at this height, above or below the origin.
#[inline(never)]
pub fn text(class: &str, y: f64, words: &str) -> Tag {
    tag("text").class(class).set("y", y).child(words)
}

/// What the pointer is told that rests on something.
#[inline(never)]
pub fn title(words: &str) -> Tag {
    tag("title").child(words)
}

/// A picture that says nothing to assistive technology.
#[inline(never)]
pub fn picture(class: &str) -> Tag {
    tag("svg").class(class).set("aria-hidden", "true")
}
