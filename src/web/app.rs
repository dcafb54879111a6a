//! One mount: its store, its language and colours, and the page that is shown in it.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::key;
use crate::studio::view::{Page, Theme};
use crate::studio::{Begin, Msg, Studio};
use crate::text::Text;
use crate::web::bottom::Bottom;
use crate::web::browser::address::Query;
use crate::web::browser::listening::use_listening;
use crate::web::browser::preferences;
use crate::web::browser::{Surroundings, owns_page};
use crate::web::canvas::{Canvas, set};
use crate::web::dialog::DialogLayer;
use crate::web::file_drop::use_file_drop;
use crate::web::gallery::Gallery;
use crate::web::inspector::Inspector;
use crate::web::keys::use_keys;
use crate::web::narration::Narration;
use crate::web::player::Player;
use crate::web::store::{Store, use_panel, use_selector, use_watch};
use crate::web::top_bar::TopBar;

/// Which mount it is, and where.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// Its position among the mounts of the page: part of the ids of its elements.
    pub mount: usize,
    pub place: Element,
}

/// The application.
#[component]
pub fn App(props: &Props) -> Html {
    let store = use_memo(props.place.clone(), |place| {
        let surroundings = Surroundings { place: place.clone() };
        let begin = begin(&surroundings);
        let store = Store::new(Studio::new(), move |store, command| {
            surroundings.carry_out(store, command)
        });
        store.send(Msg::Begin(begin));
        store
    });
    html! {
        <ContextProvider<Store> context={(*store).clone()}>
            <Frame ..props.clone() />
        </ContextProvider<Store>>
    }
}

/// What the page's address, the mount's own attributes and the kept preferences say.
fn begin(surroundings: &Surroundings) -> Begin {
    let place = &surroundings.place;
    let query = Query::of_page().filter(|_| surroundings.owns_page());
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

/// The words of the mount's language.
#[hook]
pub fn use_text() -> Text {
    use_context::<Text>().expect("components stand below the catalogue's provider")
}

#[component]
fn Frame(props: &Props) -> Html {
    let language = *use_selector(|studio| studio.view().language);
    let theme = *use_selector(|studio| studio.view().theme);
    let page = *use_selector(|studio| studio.view().page);
    let text = use_memo(language, |&language| Text::new(language));
    use_keys(&props.place);
    use_page_head(&props.place);
    use_listening(owns_page(&props.place));
    let root = use_node_ref();
    let drop = use_file_drop(&root);
    use_effect_with((root.clone(), props.mount), |(root, mount)| {
        if let Some(root) = root.cast::<HtmlElement>() {
            set(&root.style(), "--hatch", &format!("url(#{})", hatch_id(*mount)));
        }
    });
    let theme = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    html! {
        <ContextProvider<Text> context={(*text).clone()}>
            <div
                class={classes!("warren", drop.is_over.then_some("is-drop"))} ref={root}
                ondragover={drop.over} ondragleave={drop.leave} ondrop={drop.drop} lang={language.tag()} data-theme={theme}>
                { hatch(props.mount) }
                {
                    match page {
                        Page::Studio => html! { <StudioPage mount={props.mount} /> },
                        Page::Gallery => html! { <Gallery /> },
                        Page::Player => html! { <Player mount={props.mount} /> },
                    }
                }
                <DialogLayer />
                <p class="vh" role="status" data-live=""></p>
            </div>
        </ContextProvider<Text>>
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

/// Title, language and colours of the page, where it is there for this mount.
#[hook]
fn use_page_head(place: &Element) {
    let document = place.owner_document().filter(|_| owns_page(place));
    use_watch(
        |studio| {
            let view = studio.view();
            (
                view.language,
                view.theme,
                view.page == Page::Gallery,
                studio.panels().top.title.clone(),
            )
        },
        move |(language, theme, is_gallery, title)| {
            let Some(document) = &document else { return };
            let text = Text::new(*language);
            let name = text.get(key!("app.name"));
            let title = if *is_gallery {
                text.get(key!("topbar.gallery"))
            } else {
                title
            };
            if title.is_empty() {
                document.set_title(name);
            } else {
                let title = crate::text::Argument::Plain(title);
                document.set_title(&text.line(key!("app.title"), &[("title", title)]));
            }
            let Some(root) = document.document_element() else {
                return;
            };
            // Attributes of the root element can always be set.
            let _ = root.set_attribute("lang", language.tag());
            let _ = match theme {
                Theme::System => root.remove_attribute("data-theme"),
                Theme::Light => root.set_attribute("data-theme", "light"),
                Theme::Dark => root.set_attribute("data-theme", "dark"),
            };
        },
    );
}

#[derive(Clone, Properties, PartialEq)]
struct StudioPageProps {
    mount: usize,
}

/// The studio: the canvas with everything around it.
#[component]
fn StudioPage(props: &StudioPageProps) -> Html {
    let inspector = use_selector(|studio| studio.view().inspector.is_some());
    let bottom = use_selector(|studio| studio.view().bottom.is_some());
    let top = use_panel(|panels| &panels.top);
    let covered = use_state_eq(|| 0.0);
    let oncover = {
        let set = covered.setter();
        Callback::from(move |height| set.set(height))
    };
    let class = classes!(
        "app",
        (!*inspector).then_some("no-inspector"),
        (!*bottom).then_some("no-bottom"),
    );
    html! {
        <div {class}>
            <TopBar />
            <main class="middle">
                <Canvas mount={props.mount} covered={if top.is_open { *covered } else { 0.0 }} />
                if top.is_open {
                    <Narration {oncover} />
                }
            </main>
            <Inspector />
            <Bottom />
        </div>
    }
}
