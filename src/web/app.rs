//! One mount: its store, its language and colours, and the page that is shown in it.

use std::any::Any;
use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::key;
use crate::studio::view::{Page, Theme};
use crate::studio::{Begin, Msg, Studio};
use crate::text::Text;
use crate::web::browser::address::Query;
use crate::web::browser::listening::listen;
use crate::web::browser::tab::Tab;
use crate::web::browser::{Surroundings, owns_page, preferences};
use crate::web::canvas::set;
use crate::web::clipboard::listen_to_clipboard;
use crate::web::dialog::toast;
use crate::web::empty::empty;
use crate::web::file_drop::FileDrop;
use crate::web::focus::Focus;
use crate::web::keys::listen_to_keys;
use crate::web::overlay;
use crate::web::painter::{Brush, OneTab, Painter, Room};
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::store::Store;
use crate::web::tag::{Tag, div, tag};

/// The painter of a new mount, whose studio has begun.
pub fn begin(mount: usize, place: &Element) -> Painter {
    let tab = is_studio(place).then(Tab::new);
    let surroundings = Surroundings {
        place: place.clone(),
        tab: tab.clone(),
    };
    let store = Store::new(Studio::new(), move |store, command| {
        surroundings.carry_out(store, command)
    });
    store.send(Msg::Begin(what_to_begin(place)));
    if let Some(tab) = &tab {
        tab.begin(&store);
    }
    let text = Text::new(store.studio().view().language);
    Painter {
        store,
        text,
        mount,
        room: Room::default(),
        focus: Focus::new(place),
        tab: tab.map(OneTab),
    }
}

/// Whether the page is there for the studio in this element.
fn is_studio(place: &Element) -> bool {
    owns_page(place) && place.get_attribute("data-warren").as_deref() == Some("studio")
}

/// What the page's address, the mount's own attributes and the kept preferences say.
fn what_to_begin(place: &Element) -> Begin {
    let query = Query::of_page().filter(|_| owns_page(place));
    let asked = |name: &str| query.as_ref().and_then(|query| query.get(name));
    let kept = |key: &str| preferences::kept(key);
    let language = asked("lang")
        .or_else(|| kept("language"))
        .or_else(preferences::browser_language);
    Begin {
        scenario: asked("scenario")
            .or_else(|| place.get_attribute("data-scenario"))
            .map(Into::into),
        gallery: query.as_ref().is_some_and(|query| query.has("gallery")),
        drawing: query.as_ref().is_some_and(|query| query.has("new")),
        player: place.get_attribute("data-warren").as_deref() == Some("player"),
        narrow: preferences::is_narrow(),
        language: language.map(Into::into),
        theme: asked("theme").or_else(|| kept("theme")).map(Into::into),
        speed: kept("speed").map(Into::into),
        scheme: kept("scheme").map(Into::into),
        keys: kept("keys").map(Into::into),
        minimap: kept("minimap").map(Into::into),
        reduced_motion: preferences::reduced_motion(),
    }
}

/// What the page as a whole depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let (view, panels) = (studio.view(), studio.panels());
    vec![
        Bit::Number(view.language as i64),
        Bit::Number(view.theme as i64),
        Bit::Number(view.page as i64),
        Bit::of_some(panels.dialog.as_ref()),
        Bit::of_some(panels.toast.as_ref()),
        Bit::Number(overlay::open(studio).map_or(-1, |kind| kind as i64)),
    ]
}

/// The page of a mount.
pub fn page(brush: &Brush, place: &Element) -> Tag {
    let studio = brush.store.studio();
    let (view, panels) = (studio.view(), studio.panels());
    // From here on down the words are those of the language that is chosen now.
    let painter = &Painter {
        text: Text::new(view.language),
        ..brush.painter.clone()
    };
    let drop = FileDrop::new(brush);
    let theme = theme_name(view.theme);
    if owns_page(place) {
        dress_page(place, &painter.text, theme);
    }
    let dialog = panels.dialog.as_ref().map(|open| {
        let key = format!("{:p}", Rc::as_ptr(open));
        painter.keyed(key, What::Dialog(open.into()))
    });
    let shown = match view.page {
        Page::Studio => What::Studio,
        Page::Gallery => What::Gallery,
        Page::Player => What::Player,
    };
    div("warren")
        .class_if(drop.is_over, "is-drop")
        .place(&brush.places[0])
        .set("lang", view.language.tag())
        .set("data-theme", theme)
        .on_drag_over(drop.over)
        .on_drag_leave(drop.leave)
        .on_drop(drop.drop)
        .child(hatch(brush.mount))
        .child(painter.part(shown))
        .child(panels.toast.as_ref().map(|word| toast(painter, word)))
        .child(dialog)
        .child(overlay::open(&studio).map(|kind| painter.part(What::Overlay(kind))))
        .child(tag("p").class("vh").set("role", "status").set("data-live", ""))
}

fn theme_name(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

fn hatch_id(mount: usize) -> String {
    format!("warren-hatch-{mount}")
}

/// The pattern that fills what has crashed. Mounts have one each: an id is there once.
fn hatch(mount: usize) -> Tag {
    let line = tag("path").class("hatch").set("d", "M0 0v6");
    let pattern = tag("pattern")
        .set("id", hatch_id(mount))
        .set("width", "6")
        .set("height", "6")
        .set("patternUnits", "userSpaceOnUse")
        .set("patternTransform", "rotate(45)")
        .child(line);
    tag("svg")
        .class("patterns")
        .set("width", "0")
        .set("height", "0")
        .set("aria-hidden", "true")
        .child(pattern)
}

/// Language and colours of the page around the mount.
fn dress_page(place: &Element, text: &Text, theme: Option<&str>) {
    let root = place
        .owner_document()
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // Attributes of the root element can always be set.
        let _ = root.set_attribute("lang", text.language().tag());
        let _ = match theme {
            None => root.remove_attribute("data-theme"),
            Some(theme) => root.set_attribute("data-theme", theme),
        };
    }
}

/// Listens to keys, to the browser's history and to its wishes; names the page after what is open.
pub fn attach(painter: &Painter, place: &Element, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    if let Some(root) = places[0].cast::<HtmlElement>() {
        set(
            &root.style(),
            "--hatch",
            &format!("url(#{})", hatch_id(painter.mount)),
        );
    }
    let mut held = listen(&painter.store, owns_page(place));
    held.push(Box::new(listen_to_keys(painter, place)));
    held.extend(listen_to_clipboard(painter, place));
    if let Some(tab) = &painter.tab {
        held.extend(tab.0.listen(&painter.store));
    }
    held.extend(painter.focus.follow());
    if owns_page(place) {
        let (store, place) = (painter.store.clone(), place.clone());
        name_page(&store, &place);
        held.push(Box::new(
            painter
                .store
                .subscribe(Rc::new(move || name_page(&store, &place))),
        ));
    }
    held
}

/// The page's title.
fn name_page(store: &Store, place: &Element) {
    let studio = store.studio();
    let title = match studio.view().page {
        Page::Gallery => None,
        Page::Studio | Page::Player => Some(&*studio.panels().top.title).filter(|title| !title.is_empty()),
    };
    let Some(document) = place.owner_document() else {
        return;
    };
    let named = title.map(|title| format!("{title} - Warren"));
    let named = named.as_deref().unwrap_or("Warren");
    if document.title() != named {
        document.set_title(named);
    }
}

/// Which areas the studio has.
pub fn see_studio(studio: &Studio) -> Vec<Bit> {
    let view = studio.view();
    vec![
        Bit::Number(i64::from(view.inspector.is_some())),
        Bit::Number(i64::from(view.bottom.is_some())),
        Bit::of(&studio.panels().top),
        Bit::Number(i64::from(studio.scene().nodes.is_empty())),
        Bit::Number(i64::from(is_drawing(studio))),
    ]
}

/// Whether something is done with the drawing for so long that what is told of the run makes way.
fn is_drawing(studio: &Studio) -> bool {
    let gesture = studio.gesture();
    studio.chooses_several() || !gesture.is_idle() && !gesture.is_drag()
}

/// The studio: the canvas with everything around it.
pub fn studio(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let view = studio.view();
    let is_empty = studio.panels().top.is_open && studio.scene().nodes.is_empty();
    let is_drawing = is_drawing(&studio);
    let narration = (studio.panels().top.is_open && !is_empty).then(|| brush.part(What::Narration));
    let middle = tag("main")
        .class("middle")
        .class_if(is_drawing, "is-drawing")
        .set("aria-label", brush.get(key!("app.name")))
        .child(brush.part(What::Canvas { in_page: false }))
        .child(narration)
        .child((is_empty && !is_drawing).then(|| empty(brush)));
    div("app")
        .class_if(view.inspector.is_none(), "no-inspector")
        .class_if(view.bottom.is_none(), "no-bottom")
        .child(brush.part(What::TopBar))
        .child(brush.part(What::Palette))
        .child(middle)
        .child(brush.part(What::Inspector))
        .child(brush.part(What::Bottom))
}
