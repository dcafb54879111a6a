//! The legend: what the shapes, marks and lines of the canvas stand for.

use crate::key;
use crate::scene::geometry::Rect;
use crate::scene::node::NodeKind;
use crate::scene::token::Outline;
use crate::studio::Msg;
use crate::text::Key;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, kind_icon, sign};
use crate::web::painter::Painter;
use crate::web::shapes::{circle, g, moved, path, picture, rect};
use crate::web::tag::{Tag, tag};

/// The legend over the canvas.
pub fn legend(painter: &Painter) -> Tag {
    let title = painter.get(key!("canvas.legend"));
    let close = IconButton::small(Icon::Cross, painter.get(key!("import.close")));
    let head = tag("header")
        .child(tag("h2").child(title))
        .child(close.paint(painter.send(Msg::ToggleLegend)));
    let columns = tag("div")
        .class("legend-c")
        .child(column(painter, kinds()))
        .child(column(painter, messages()))
        .child(column(painter, edges()));
    tag("section")
        .class("legend")
        .set("aria-label", title)
        .child(head)
        .child(columns)
}

fn column(painter: &Painter, rows: Vec<(Tag, Key)>) -> Tag {
    let row = |(shown, key): (Tag, Key)| tag("li").child(shown).child(tag("span").child(painter.get(key)));
    tag("ul").children(rows.into_iter().map(row))
}

fn kinds() -> Vec<(Tag, Key)> {
    vec![
        (kind_icon(NodeKind::Producer), key!("kind.producer")),
        (kind_icon(NodeKind::Exchange), key!("kind.exchange")),
        (kind_icon(NodeKind::Queue), key!("kind.queue")),
        (kind_icon(NodeKind::Consumer), key!("kind.consumer")),
        (kind_icon(NodeKind::Service), key!("kind.service")),
        (stamped("stamp", Icon::Bolt), key!("legend.crashed")),
    ]
}

fn messages() -> Vec<(Tag, Key)> {
    vec![
        (token("", None), key!("legend.ready")),
        (token("", Some(circle("aura", 16.0))), key!("legend.in_flight")),
        (token("ghost", None), key!("legend.unacked")),
        (
            token("", Some(mark("mark", Icon::Redo))),
            key!("legend.redelivered"),
        ),
        (token("", Some(ring())), key!("legend.ttl")),
        (
            token("expired", Some(mark("mark mark-warn", Icon::Hourglass))),
            key!("legend.expired"),
        ),
        (
            token("unroutable", Some(mark("mark mark-bad", Icon::Cross))),
            key!("legend.dropped"),
        ),
        (stamped("dot dot-ok", Icon::Tick), key!("legend.settled")),
    ]
}

fn edges() -> Vec<(Tag, Key)> {
    vec![
        (line("e"), key!("legend.idle")),
        (line("e hot"), key!("legend.hot")),
        (gate("yes", Icon::Tick), key!("edge.matched")),
        (gate("no", Icon::Cross), key!("edge.not_matched")),
        (line("e dlx"), key!("legend.dead_letter")),
        (line("e cut"), key!("legend.cut")),
    ]
}

fn field(view_box: &'static str) -> Tag {
    picture("").set("viewBox", view_box)
}

/// A token without a number, with what marks its state.
fn token(state: &'static str, marks: Option<Tag>) -> Tag {
    let token = g("tok c2").class(state);
    field("-18 -18 36 36").child(token.child(path("tok-b", Outline::Square.d())).child(marks))
}

fn mark(class: &'static str, shown: Icon) -> Tag {
    sign(moved(10, -10).class(class), 6.0, shown, 9.0)
}

/// How much of its time a message still has.
fn ring() -> Tag {
    let left = circle("ttl-arc", 14.0)
        .set("pathLength", "100")
        .set("transform", "rotate(-90)")
        .set("stroke-dasharray", "64 100");
    g("").child(circle("ttl-track", 14.0)).child(left)
}

fn stamped(class: &'static str, shown: Icon) -> Tag {
    field("-12 -12 24 24").child(sign(g(class), 9.0, shown, 11.0))
}

fn line(class: &'static str) -> Tag {
    field("0 0 44 16").class("wide").child(path(class, "M2 8h40"))
}

fn gate(class: &'static str, shown: Icon) -> Tag {
    let plate = rect("", Rect::new(2, 2, 40, 16), 8);
    let sign = sign(moved(12, 10).class("pill-ic"), 6.0, shown, 8.0);
    field("0 0 44 20")
        .class("wide")
        .child(g("pill").class(class).child(plate).child(sign))
}
