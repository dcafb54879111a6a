//! Edges and the pills on them.

use yew::prelude::*;

use crate::key;
use crate::scene::edge::{EdgeKind, EdgeState, EdgeView, PillMark, PillView};
use crate::scene::svg::written;
use crate::studio::Msg;
use crate::studio::forms::FormMsg;
use crate::text::Argument;
use crate::web::canvas::tenths;
use crate::web::icon::{Icon, sign};
use crate::web::painter::Brush;
use crate::web::shapes::{block, circle, g, moved, path, text, title};
use crate::web::tag::Tag;

/// The line of an edge with its arrow.
pub fn edge(edge: &EdgeView) -> Tag {
    let kind = match edge.id.kind {
        EdgeKind::DeadLetter => "dlx",
        EdgeKind::Alternate => "cond",
        EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume => "",
    };
    let state = match edge.state {
        EdgeState::Idle => "",
        EdgeState::Hot => "hot",
        EdgeState::NotMatched => "dim",
        EdgeState::Cut => "cut",
        EdgeState::Absent => "absent",
    };
    let arrow = [edge.arrow.x, edge.arrow.y, edge.heading].map(f64::from);
    let line = |class| path(class, edge.d.clone());
    let head =
        path("ah", "M0 0L-7 -3.64L-7 3.64Z").set("transform", written("translate(# #) rotate(#)", &arrow));
    g("")
        .class_if(edge.spotlit, "is-spotlit")
        .child(edge.lit.then(|| line("selglow")))
        .child(line("e").class(kind).class(state))
        .child(head.class(kind).class(state))
        .child((edge.state == EdgeState::Cut).then(|| cut(edge)))
}

/// Two strokes across the middle.
fn cut(edge: &EdgeView) -> Tag {
    let (x, y) = edge.path.track().at(0.5);
    moved(tenths(x), tenths(y))
        .child(circle("cutground", 8.0))
        .child(path("cutmark", "M-6 6l4-12M2 6l4-12"))
}

/// The pills of an edge.
pub fn pills(edge: &EdgeView) -> Tag {
    g("")
        .class_if(edge.spotlit, "is-spotlit")
        .children(edge.pills.iter().map(pill))
}

/// The same, where those of bindings open their editor.
pub fn opening_pills(brush: &Brush, edge: &EdgeView) -> Tag {
    let studio = brush.store.studio();
    if edge.id.kind != EdgeKind::Binding || !studio.can_draw() || !studio.can_set_edge(&edge.id) {
        return pills(edge);
    }
    let all = g("").class_if(edge.spotlit, "is-spotlit");
    let pills = edge.pills.iter().map(pill);
    let opens = pills.zip(&edge.pills).enumerate().map(|(at, (pill, view))| {
        let (id, painter) = (edge.id.clone(), brush.painter.clone());
        let open = Callback::from(move |event: MouseEvent| {
            if !painter.room.hold().is_drag() && painter.store.studio().gesture().is_idle() {
                event.stop_propagation();
                painter
                    .store
                    .send(Msg::Form(FormMsg::OpenBinding(id.clone(), at)));
            }
        });
        let name = brush.with(key!("form.edit_binding"), "key", Argument::Plain(&view.title));
        pill.class("opens")
            .set("role", "button")
            .set("aria-label", name)
            .on_click(open)
    });
    all.children(opens)
}

fn pill(pill: &PillView) -> Tag {
    let (class, shown) = match pill.mark {
        PillMark::None => ("", None),
        PillMark::Matched => ("yes", Some((Icon::Tick, 8.0))),
        PillMark::NotMatched => ("no", Some((Icon::Cross, 8.0))),
        PillMark::DeadLetter => ("dl", Some((Icon::DeadLetter, 11.0))),
        PillMark::DeadLetterNow => ("hotp", Some((Icon::DeadLetter, 11.0))),
    };
    let (width, height) = (f64::from(pill.rect.width), f64::from(pill.rect.height));
    let middle = height / 2.0;
    let (x, anchor) = match shown {
        Some(_) => (21.0, "a-start"),
        None => (width / 2.0, "a-middle"),
    };
    let words = text("", middle + 0.5, &pill.text)
        .class_if(pill.is_key, "mono")
        .class(anchor)
        .set("x", x);
    moved(pill.rect.x, pill.rect.y)
        .class("pill")
        .class(class)
        .child(title(&pill.title))
        .child(block("", width, height).set("rx", middle))
        .child(shown.map(|(shown, size)| sign(moved(11.5, middle).class("pill-ic"), 6.0, shown, size)))
        .child(words)
}
