//! The top bar: what is open, the transport, and what can be done with all of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::key;
use crate::studio::actions::Action;
use crate::studio::files::FileMsg;
use crate::studio::menus::MenuMsg;
use crate::studio::panels::top::Top;
use crate::studio::view::Theme;
use crate::studio::{Msg, Studio};
use crate::text::{Key, Language};
use crate::web::browser::preferences;
use crate::web::controls::{IconButton, button, button_unless, chosen, option, select};
use crate::web::file_menu;
use crate::web::icon::{Icon, icon};
use crate::web::menu::menu;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, group, span, tag, worded, worded_if};
use crate::web::transport::transport;

/// What the top bar shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::of(&panels.top),
        Bit::of(&panels.transport),
        Bit::Number(studio.view().theme as i64),
    ]
}

/// The top bar of the studio.
pub fn top_bar(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let (top, painter) = (&studio.panels().top, brush.painter);
    let words = |shown: Icon, key: Key, msg: Msg| {
        let name = painter.get(key);
        button("btn btn-w", painter.send(msg))
            .set("title", name)
            .set("aria-label", name)
            .child(icon(shown))
            .child(worded("span", "", name))
    };
    let crumbs = div("crumbs");
    let crumbs = match worded_if("span", "crumb", &top.section) {
        Some(section) => crumbs.child(section).child(icon(Icon::ChevronRight)),
        None => crumbs,
    };
    let left = div("top-l")
        .child(brand(painter))
        .child(tag("i").class("sep-v wide"))
        .child(crumbs.child(file_menu::name(painter, top)))
        .child(top.is_open.then(|| file_menu::drawing(painter, top)));
    let report = top
        .report
        .map(|report| words(Icon::List, report, Msg::OpenReport));
    let save = top
        .is_open
        .then(|| words(Icon::Download, key!("topbar.save"), Msg::File(FileMsg::Save)));
    let right = div("top-r")
        .child(branches(painter, top))
        .child(report)
        .child(top.is_open.then(|| undo(painter, top)))
        .child(top.is_open.then(|| redo(painter, top)))
        .child(words(Icon::Pencil, key!("topbar.new"), Msg::New))
        .child(words(Icon::Open, key!("topbar.open"), Msg::AskForFile))
        .child(save)
        .child(top.is_open.then(|| file_menu::export_button(painter)))
        .child(tag("i").class("sep-v"))
        .child(help(painter))
        .child(language_and_theme(painter));
    tag("header")
        .class("topbar")
        .child(left)
        .child(transport(painter, &studio.panels().transport))
        .child(right)
        .child(top.is_open.then(|| file_menu::export(painter)))
        .child(menu(brush, top))
}

/// The name, which leads to the gallery.
pub fn brand(painter: &Painter) -> Tag {
    let gallery = span("vh").child(" ").child(painter.get(key!("topbar.gallery")));
    tag("a")
        .class("brand")
        .set("href", "?gallery")
        .on_click(painter.send_instead(Msg::OpenGallery))
        .child(logo())
        .child(worded("span", "", painter.get(key!("app.name"))))
        .child(gallery)
}

/// The mark of Warren.
pub fn logo() -> Tag {
    let burrow = "M3.5 6.5v7a4.25 4.25 0 0 0 8.5 0v-3.2M12 13.5a4.25 4.25 0 0 0 8.5 0v-2.6";
    let message = tag("circle")
        .class("logo-m")
        .set("cx", "20.5")
        .set("cy", "6.4")
        .set("r", "2.2");
    tag("svg")
        .class("logo")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .child(tag("path").class("logo-w").set("d", burrow))
        .child(message)
}

/// All keys, and what they do.
fn help(painter: &Painter) -> Tag {
    IconButton::new(Icon::Question, painter.get(Action::Shortcuts.about().name))
        .keyed(Action::Shortcuts)
        .paint(painter.send(Msg::Menu(MenuMsg::OpenShortcuts)))
}

/// The branches of the run, where there is more than one.
fn branches(painter: &Painter, top: &Top) -> Option<Tag> {
    if top.branches.len() < 2 {
        return None;
    }
    let current = top.branches.iter().find(|row| row.is_current);
    let current = current.map_or(0, |row| row.branch);
    let onchange = painter.on(move |event: Event| {
        let branch = chosen(&event).and_then(|branch| branch.parse().ok());
        Msg::SwitchBranch(branch.unwrap_or(current))
    });
    let mut list = select(painter.get(key!("topbar.branch")), onchange);
    for row in &top.branches {
        list = list.child(option(row.branch.to_string(), row.is_current, &row.name));
    }
    let choice = span("choice forkchip")
        .child(icon(Icon::Fork))
        .child(list)
        .child(icon(Icon::ChevronDown));
    Some(choice)
}

/// Takes back what was done last.
pub fn undo(painter: &Painter, top: &Top) -> Tag {
    let onclick = painter.send(Msg::Undo);
    named_by_what(painter, Action::Undo, top.undo.as_ref(), onclick)
}

/// Does again what was taken back last.
pub fn redo(painter: &Painter, top: &Top) -> Tag {
    let onclick = painter.send(Msg::Redo);
    named_by_what(painter, Action::Redo, top.redo.as_ref(), onclick).class("is-flipped")
}

/// The button of an action that says what it would do: `Undo: Queue orders placed`.
fn named_by_what(
    painter: &Painter,
    action: Action,
    what: Option<&Rc<str>>,
    onclick: Callback<MouseEvent>,
) -> Tag {
    let name = painter.get(action.about().name);
    let named = what.map_or_else(|| name.to_string(), |what| [name, ": ", what].concat());
    button_unless(what.is_none(), "btn btn-i", onclick)
        .set("title", named.clone())
        .set("aria-label", named)
        .set("aria-keyshortcuts", action.chords())
        .child(icon(Icon::Return))
}

/// The two settings that every page offers.
pub fn language_and_theme(painter: &Painter) -> Html {
    let other = match painter.text.language() {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let is_dark = match painter.store.studio().view().theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => preferences::is_dark(),
    };
    let (name, shown, next) = if is_dark {
        (key!("topbar.theme_light"), Icon::Sun, Theme::Light)
    } else {
        (key!("topbar.theme_dark"), Icon::Moon, Theme::Dark)
    };
    let language = button("btn", painter.send(Msg::SetLanguage(other)))
        .set("lang", other.tag())
        .child(painter.get(key!("topbar.language_other")));
    let theme = IconButton::new(shown, painter.get(name)).paint(painter.send(Msg::SetTheme(next)));
    group(vec![language.into(), theme.into()])
}
