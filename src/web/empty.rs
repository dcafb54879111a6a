//! What an empty canvas says: three ways to begin, and the way back to what was drawn last.

use crate::key;
use crate::scene::node::NodeKind;
use crate::studio::Msg;
use crate::studio::actions::Action;
use crate::studio::files::FileMsg;
use crate::studio::gesture::Tool;
use crate::text::{Argument, Key};
use crate::web::browser::preferences;
use crate::web::controls::{button, caps};
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::painter::Brush;
use crate::web::shapes::{path, picture};
use crate::web::tag::{Tag, div, tag, worded};

/// The ways, in the middle of the canvas, around which the canvas can be drawn on.
pub fn empty(brush: &Brush) -> Tag {
    let way = |shown: Tag, title: Key, text: Key, action: Action, msg: Msg| {
        let keys = caps(action.chord());
        button("way", brush.send(msg))
            .child(shown)
            .child(worded("b", "", brush.get(title)))
            .child(worded("span", "", brush.get(text)))
            .child(tag("em").set("aria-hidden", "true").children(keys))
    };
    let draw = way(
        kind_icon(NodeKind::Producer),
        key!("empty.draw"),
        match preferences::is_narrow() {
            true => key!("empty.draw_how_touch"),
            false => key!("empty.draw_how"),
        },
        Action::Place(Tool::Producer),
        Msg::Take(Some(Tool::Producer)),
    );
    let scenario = way(
        icon(Icon::Grid),
        key!("empty.scenario"),
        key!("empty.scenario_how"),
        Action::Gallery,
        Msg::OpenGallery,
    );
    let file = way(
        icon(Icon::Open),
        key!("topbar.open"),
        key!("empty.file_how"),
        Action::Open,
        Msg::AskForFile,
    );
    let studio = brush.store.studio();
    let last = studio.panels().top.recents.first().map(|last| {
        let title = Argument::Plain(&last.title);
        let words = brush.with(key!("empty.again"), "title", title);
        button("btn btn-o again", brush.send(Msg::File(FileMsg::OpenRecent(0))))
            .child(worded("span", "", &words))
            .child(worded("small", "", &last.when))
    });
    div("empty3")
        .child(outlines())
        .child(worded("h2", "", brush.get(key!("empty.title"))))
        .child(div("ways").child(draw).child(scenario).child(file))
        .child(last)
}

/// A producer, an exchange, a queue and a consumer, yet to be drawn.
fn outlines() -> Tag {
    let shapes = "M10 42a24 24 0 1 1 48 0a24 24 0 1 1-48 0M140 12l30 30-30 30-30-30zM224 23h84q8 0 8 8v22q0 8-8 8h-84\
                  q-8 0-8-8V31q0-8 8-8zM342 42a24 24 0 1 1 48 0a24 24 0 1 1-48 0M64 42h38M176 42h32M322 42h14";
    picture("ghosts")
        .set("viewBox", "0 0 400 84")
        .child(path("", shapes))
}
