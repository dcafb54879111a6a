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
use crate::web::browser::{Surroundings, owns_page, preferences};
use crate::web::canvas::set;
use crate::web::dialog::toast;
use crate::web::file_drop::FileDrop;
use crate::web::keys::listen_to_keys;
use crate::web::painter::{Brush, Painter, Room};
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::store::Store;

/// The painter of a new mount, whose studio has begun.
pub fn begin(mount: usize, place: &Element) -> Painter {
    let surroundings = Surroundings { place: place.clone() };
    let store = Store::new(Studio::new(), move |store, command| {
        surroundings.carry_out(store, command)
    });
    store.send(Msg::Begin(what_to_begin(place)));
    let text = Text::new(store.studio().view().language);
    Painter {
        store,
        text,
        mount,
        room: Room::default(),
    }
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
        player: place.get_attribute("data-warren").as_deref() == Some("player"),
        narrow: preferences::is_narrow(),
        language: language.map(Into::into),
        theme: asked("theme").or_else(|| kept("theme")).map(Into::into),
        speed: kept("speed").map(Into::into),
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
    ]
}

/// The page of a mount.
pub fn page(brush: &Brush, place: &Element) -> Html {
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
    html! {
        <div
            class={classes!("warren", drop.is_over.then_some("is-drop"))} ref={&brush.places[0]}
            lang={view.language.tag()} data-theme={theme}
            ondragover={drop.over} ondragleave={drop.leave} ondrop={drop.drop}
        >
            { hatch(brush.mount) }
            { painter.part(shown) }
            { for panels.toast.as_ref().map(|word| toast(painter, word)) }
            { for dialog }
            <p class="vh" role="status" data-live=""></p>
        </div>
    }
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
fn hatch(mount: usize) -> Html {
    html! {
        <svg class="patterns" width="0" height="0" aria-hidden="true">
            <pattern
                id={hatch_id(mount)}
                width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"
            >
                <path class="hatch" d="M0 0v6" />
            </pattern>
        </svg>
    }
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
    held.push(Box::new(listen_to_keys(&painter.store, place)));
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
        Bit::Number(i64::from(studio.panels().top.is_open)),
    ]
}

/// The studio: the canvas with everything around it.
pub fn studio(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let view = studio.view();
    let class = classes!(
        "app",
        view.inspector.is_none().then_some("no-inspector"),
        view.bottom.is_none().then_some("no-bottom"),
    );
    html! {
        <div {class}>
            { brush.part(What::TopBar) }
            <main class="middle" aria-label={brush.get(key!("app.name"))}>
                { brush.part(What::Canvas { in_page: false }) }
                if studio.panels().top.is_open {
                    { brush.part(What::Narration) }
                }
            </main>
            { brush.part(What::Inspector) }
            { brush.part(What::Bottom) }
        </div>
    }
}
