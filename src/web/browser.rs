//! What the studio asks of its surroundings, carried out: files, timers, the address, preferences, the live region.
//!
//! What the browser refuses (storage in a sandboxed frame, a download) is left undone: the studio goes on without.

pub mod address;
mod files;
pub mod listening;
mod locks;
mod pickers;
pub mod preferences;
mod shelf;
pub mod tab;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::futures::spawn_local;
use web_sys::Element;

use crate::studio::{Cmd, Msg, Unloaded};
use crate::web::browser::tab::Tab;
use crate::web::focus;
use crate::web::regions;
use crate::web::store::Store;

/// Where the gallery's files are, seen from the page.
const GALLERY: &str = "./static/gallery/";

/// The surroundings of one mount.
#[derive(Clone)]
pub struct Surroundings {
    /// The element that the application is mounted in.
    pub place: Element,
    /// The tab; players in other people's pages have none, and keep nothing.
    pub tab: Option<Rc<Tab>>,
}

impl Surroundings {
    /// Whether the page is there for this mount, which then may set its title, its colours and its address.
    pub fn owns_page(&self) -> bool {
        owns_page(&self.place)
    }

    /// Does what the studio asks, and answers with a message where one is expected.
    pub fn carry_out(&self, store: &Store, command: Cmd) {
        match command {
            Cmd::LoadManifest => load(store, "manifest", Box::new(Msg::ManifestLoaded)),
            Cmd::LoadScenario(id) => {
                let name = id.clone();
                load(store, &name, Box::new(|text| Msg::ScenarioLoaded { id, text }));
            }
            Cmd::LoadPicture(id) => {
                let name = id.clone();
                load(store, &name, Box::new(|text| Msg::PictureLoaded { id, text }));
            }
            Cmd::ChooseFile => {
                let is_chosen = self.tab.as_ref().is_some_and(|tab| tab.choose(store));
                if !is_chosen {
                    files::choose(store.clone());
                }
            }
            Cmd::File(command) => {
                if let Some(tab) = &self.tab {
                    tab.carry_out(store, command);
                }
            }
            Cmd::SaveFile {
                name,
                media_type,
                text,
            } => files::save(&name, media_type, &text),
            Cmd::ScheduleTick => {
                let store = store.clone();
                Timeout::new(0, move || store.send(Msg::Tick)).forget();
            }
            Cmd::SavePreference { key, value } => {
                if self.tab.is_some() {
                    preferences::keep(key, value);
                }
                if self.owns_page() {
                    address::forget(key);
                }
            }
            Cmd::Announce(words) => self.announce(&words),
            Cmd::SetAddress(query) => {
                if self.owns_page() {
                    address::go(&query);
                }
            }
            Cmd::FocusNode(_) | Cmd::FocusCanvas => self.focus_canvas(),
            Cmd::FocusDetails => {
                // The panel may be yet to be painted.
                let place = self.place.clone();
                Timeout::new(0, move || regions::enter_details(&place)).forget();
            }
        }
    }

    /// Says something in the live region. The same words twice are said twice.
    fn announce(&self, words: &str) {
        if let Ok(Some(region)) = self.place.query_selector("[data-live]") {
            region.set_text_content(None);
            region.set_text_content(Some(words));
        }
    }

    /// The canvas is one tab stop; which of its nodes has the focus is the selection.
    fn focus_canvas(&self) {
        if let Some(canvas) = focus::canvas(&self.place) {
            // An element that cannot take the focus leaves it where it is.
            let _ = canvas.focus();
        }
    }
}

/// Whether the page is there for the mount in this element.
pub fn owns_page(place: &Element) -> bool {
    place.id() == "warren"
}

/// What a file's text, or what went wrong with it, is to the studio.
type Answer = Box<dyn FnOnce(Result<Rc<str>, Unloaded>) -> Msg>;

/// Loads a file of the gallery and answers with it.
fn load(store: &Store, name: &str, answer: Answer) {
    let (store, file) = (store.clone(), format!("{GALLERY}{name}.json"));
    spawn_local(async move {
        let text = files::fetch(&file).await;
        store.send(answer(text));
    });
}

/// A file that the person chose or dropped: reads it and hands it to the studio.
pub fn read_file(store: &Store, file: web_sys::File) {
    let store = store.clone();
    spawn_local(async move {
        let name = Rc::from(file.name());
        let text = files::read(&file).await;
        store.send(Msg::FileRead { name, text });
    });
}
