//! What drops from the top bar: what can be done with the drawing, recent drawings, and exports. The browser opens and
//! closes it by itself.

use crate::export::Format;
use crate::export::svg::Ink;
use crate::key;
use crate::studio::Msg;
use crate::studio::actions::Action;
use crate::studio::files::FileMsg;
use crate::studio::panels::top::Top;
use crate::text::Key;
use crate::web::controls::button;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;
use crate::web::tag::{Tag, div, span, tag, worded};

fn id(painter: &Painter, name: &str) -> String {
    [name, &painter.mount.to_string()].concat()
}

/// The name of what is open, and whether there is something that no file has. It opens the menu of the drawing.
pub fn name(painter: &Painter, top: &Top) -> Tag {
    let unsaved = painter.get(key!("file.unsaved"));
    let dot = top.is_changed.then(|| {
        tag("i")
            .class("unsaved")
            .set("title", unsaved)
            .child(worded("span", "vh", unsaved))
    });
    let title = worded("h1", "title", &top.title);
    if !top.is_open {
        return title;
    }
    let menu = painter.get(key!("file.menu"));
    let open = tag("button")
        .set("type", "button")
        .class("btn btn-i btn-s")
        .set("popovertarget", id(painter, "drawing-menu-"))
        .set("title", menu)
        .set("aria-label", menu)
        .child(icon(Icon::ChevronDown));
    span("named").child(title).child(dot).child(open)
}

/// What can be done with the drawing.
pub fn drawing(painter: &Painter, top: &Top) -> Tag {
    let id = id(painter, "drawing-menu-");
    let plain = |shown: Icon, action: Action, msg: Msg| {
        let keys = action.chord().replace("Control", "Ctrl").replace('+', " ");
        let name = painter.get(action.about().name);
        row(painter, &id, shown, name, "", msg).child(worded("kbd", "", &keys))
    };
    let recents = top.recents.iter().enumerate().map(|(at, recent)| {
        row(
            painter,
            &id,
            Icon::Clock,
            &recent.title,
            &recent.when,
            Msg::File(FileMsg::OpenRecent(at)),
        )
    });
    let kept = (!top.recents.is_empty()).then(|| {
        worded("h2", "", painter.get(key!("file.recent"))).child(worded(
            "small",
            "",
            painter.get(key!("file.recent.hint")),
        ))
    });
    drop_down(painter, "drop-drawing", &id, key!("file.menu"))
        .child(plain(Icon::Pencil, Action::New, Msg::New))
        .child(plain(Icon::Open, Action::Open, Msg::AskForFile))
        .child(plain(Icon::Download, Action::Save, Msg::File(FileMsg::Save)))
        .child(plain(Icon::Download, Action::SaveAs, Msg::File(FileMsg::SaveAs)))
        .child(kept)
        .children(recents)
}

/// What opens the menu of exports.
pub fn export_button(painter: &Painter) -> Tag {
    let name = painter.get(key!("export.title"));
    opener(painter, "btn btn-w")
        .set("title", name)
        .set("aria-label", name)
        .child(icon(Icon::Out))
        .child(worded("span", "", name))
}

/// The same in the sheet of a narrow window.
pub fn export_row(painter: &Painter) -> Tag {
    opener(painter, "t")
        .child(icon(Icon::Out))
        .child(painter.get(key!("export.title")))
}

fn opener(painter: &Painter, class: &'static str) -> Tag {
    tag("button")
        .set("type", "button")
        .class(class)
        .set("popovertarget", id(painter, "export-menu-"))
}

/// What the drawing is written as for others.
pub fn export(painter: &Painter) -> Tag {
    let id = id(painter, "export-menu-");
    let mut menu = drop_down(painter, "drop-export", &id, key!("export.title"));
    let mut above = None;
    for format in Format::ALL {
        let head = head(format);
        if above.replace(head) != Some(head) {
            menu = menu.child(worded("h2", "", painter.get(head)));
        }
        let (shown, name, hint) = shown(format);
        let msg = Msg::File(FileMsg::Export(format));
        menu = menu.child(row(
            painter,
            &id,
            shown,
            painter.get(name),
            painter.get(hint),
            msg,
        ));
    }
    menu
}

/// What stands above the formats of a kind.
fn head(format: Format) -> Key {
    match format {
        Format::Definitions | Format::Rabbitmqadmin | Format::Curl => key!("export.broker"),
        Format::Sequence => key!("export.run"),
        Format::Flowchart | Format::Svg(_) => key!("export.picture"),
    }
}

fn shown(format: Format) -> (Icon, Key, Key) {
    match format {
        Format::Definitions => (
            Icon::File,
            key!("export.definitions"),
            key!("export.definitions.hint"),
        ),
        Format::Rabbitmqadmin => (
            Icon::Code,
            key!("export.rabbitmqadmin"),
            key!("export.rabbitmqadmin.hint"),
        ),
        Format::Curl => (Icon::Code, key!("export.curl"), key!("export.curl.hint")),
        Format::Sequence => (Icon::List, key!("export.sequence"), key!("export.sequence.hint")),
        Format::Flowchart => (
            Icon::Fork,
            key!("export.flowchart"),
            key!("export.flowchart.hint"),
        ),
        Format::Svg(Ink::Light) => (Icon::Sun, key!("export.svg"), key!("export.svg.hint")),
        Format::Svg(Ink::Dark) => (Icon::Moon, key!("export.svg_dark"), key!("export.svg_dark.hint")),
    }
}

fn drop_down(painter: &Painter, class: &'static str, id: &str, name: Key) -> Tag {
    div("drop")
        .class(class)
        .set("id", id.to_string())
        .set("popover", "auto")
        .set("role", "group")
        .set("aria-label", painter.get(name))
}

/// A row that does something and closes the menu.
fn row(painter: &Painter, id: &str, shown: Icon, words: &str, hint: &str, msg: Msg) -> Tag {
    button("drop-r", painter.send(msg))
        .set("popovertarget", id.to_string())
        .set("popovertargetaction", "hide")
        .child(icon(shown))
        .child(
            worded("span", "", words)
                .child(" ")
                .child(worded("small", "", hint)),
        )
}
