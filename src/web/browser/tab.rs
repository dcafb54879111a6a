//! This tab among the tabs of the browser: its draft, its files, what it claims, and what another one has left.
//!
//! Each visit has a slot of its own for its draft, and holds a lock of that name. A draft whose lock nobody holds was left
//! by a tab that ended: by this one before a reload, or by one that crashed or was closed.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::futures::spawn_local;
use js_sys::{Date, Math};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BeforeUnloadEvent, Storage, window};

use crate::studio::Msg;
use crate::studio::files::{FileCmd, FileMsg, Recent, Unkept};
use crate::web::browser::listening::Listener;
use crate::web::browser::locks::{self, Held};
use crate::web::browser::pickers::{self, FileHandle, Refused};
use crate::web::browser::{files, shelf};
use crate::web::store::Store;

/// How long after a change it is kept.
const PAUSE_MS: u32 = 600;

const SLOT: &str = "warren.slot";

/// A tab.
pub struct Tab {
    slot: String,
    handles: RefCell<Vec<FileHandle>>,
    later: RefCell<Option<Timeout>>,
    /// The lock of its slot, and what it claims.
    own: RefCell<Held>,
    claim: RefCell<Held>,
    /// The slot of a tab that ended, and its lock.
    found: RefCell<Option<(String, Held)>>,
}

/// What lasts as long as the tab, over its reloads.
fn session_storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

fn now_ms() -> u64 {
    Date::now() as u64
}

fn lock_of(slot: &str) -> String {
    ["warren.tab.", slot].concat()
}

impl Tab {
    /// A tab that nobody knows yet.
    pub fn new() -> Rc<Tab> {
        let slot = [now_ms().to_string(), ((Math::random() * 1e9) as u64).to_string()].join("-");
        Rc::new(Tab {
            slot,
            handles: RefCell::default(),
            later: RefCell::default(),
            own: RefCell::default(),
            claim: RefCell::default(),
            found: RefCell::default(),
        })
    }

    /// Takes its slot, and looks for what was left.
    pub fn begin(self: &Rc<Tab>, store: &Store) {
        self.own.replace(locks::ask(&lock_of(&self.slot), |_| ()));
        let before = session_storage().and_then(|storage| storage.get_item(SLOT).ok()?);
        if let Some(storage) = session_storage() {
            // Without it, a reload is like another tab.
            let _ = storage.set_item(SLOT, &self.slot);
        }
        let own = before.filter(|slot| shelf::draft(slot).is_some());
        let left = match &own {
            Some(slot) => vec![slot.clone()],
            // Without locks nobody knows whether the others are still there.
            None if !locks::are_there() => Vec::new(),
            None => {
                let mut slots = shelf::drafts();
                // A slot begins with its time.
                slots.sort();
                slots
            }
        };
        self.look_for(store, left, own.is_some());
        self.list_recents(store);
    }

    /// Takes the last of these slots that nobody holds.
    fn look_for(self: &Rc<Tab>, store: &Store, mut left: Vec<String>, again: bool) {
        let Some(slot) = left.pop() else { return };
        let (tab, store, name) = (self.clone(), store.clone(), lock_of(&slot));
        let held = Rc::new(RefCell::new(None));
        let keep = held.clone();
        let lock = locks::ask(&name, move |is_free| {
            match shelf::draft(&slot).filter(|_| is_free) {
                Some(draft) => {
                    let at_ms = slot.split('-').next().and_then(|at| at.parse().ok()).unwrap_or(0);
                    let at_ms = draft_time(&draft).unwrap_or(at_ms);
                    let when = when(&store, at_ms).into();
                    tab.found.replace(Some((slot, keep.take().unwrap_or_default())));
                    let draft = draft.into();
                    store.send(Msg::File(FileMsg::Found { draft, when, again }));
                }
                None => tab.look_for(&store, left, again),
            }
        });
        // The answer has come already where there are no locks.
        if let Some((_, found)) = &mut *self.found.borrow_mut() {
            *found = lock;
        } else {
            held.replace(Some(lock));
        }
    }

    /// Carries out what the studio asks.
    pub fn carry_out(self: &Rc<Tab>, store: &Store, command: FileCmd) {
        match command {
            FileCmd::Save { name, text, handle } => self.save(store, name, text, handle),
            FileCmd::KeepLater => self.keep_later(store),
            FileCmd::KeepDraft(text) => self.tell(store, shelf::keep_draft(&self.slot, &text)),
            FileCmd::DropDraft => shelf::drop_draft(&self.slot),
            FileCmd::DropFound => {
                if let Some((slot, _)) = self.found.take() {
                    shelf::drop_draft(&slot);
                }
            }
            FileCmd::Remember {
                number,
                title,
                is_saved,
                text,
            } => {
                let kept = shelf::remember(&shelf::Recent {
                    id: [&self.slot, ".", &number.to_string()].concat(),
                    at_ms: now_ms(),
                    is_saved,
                    title,
                    text,
                });
                self.tell(store, kept);
                self.list_recents(store);
            }
            FileCmd::ReadRecent(id) => {
                if let Some(recent) = shelf::recent(&id) {
                    let text = recent.text.into();
                    store.send(Msg::File(FileMsg::RecentRead { text }));
                }
            }
            FileCmd::Claim(name) => self.claim(store, name.as_deref()),
        }
    }

    fn tell(&self, store: &Store, kept: Result<(), Unkept>) {
        if let Err(why) = kept {
            store.send(Msg::File(FileMsg::Unkept(why)));
        }
    }

    fn list_recents(&self, store: &Store) {
        let recents = shelf::recents().into_iter().map(|recent| Recent {
            when: when(store, recent.at_ms).into(),
            id: recent.id.into(),
            title: recent.title.into(),
        });
        store.send(Msg::File(FileMsg::Recents(recents.collect())));
    }

    /// Soon after the last change; the tab's end waits for nothing.
    fn keep_later(&self, store: &Store) {
        let store = store.clone();
        let pause = || Timeout::new(PAUSE_MS, move || keep(&store));
        self.later.replace(Some(pause()));
    }

    fn claim(&self, store: &Store, name: Option<&str>) {
        let Some(name) = name else {
            self.claim.take();
            return;
        };
        let store = store.clone();
        let name = ["warren.drawing.", name].concat();
        let claim = locks::ask(&name, move |is_free| {
            if !is_free {
                store.send(Msg::File(FileMsg::AlsoOpen));
            }
        });
        self.claim.replace(claim);
    }

    /// Opens a file by the browser's own chooser; whether it has one.
    pub fn choose(self: &Rc<Tab>, store: &Store) -> bool {
        let Some(chooser) = pickers::chooser("showOpenFilePicker") else {
            return false;
        };
        let (tab, store) = (self.clone(), store.clone());
        spawn_local(async move {
            // Nothing comes of it where the person thinks better of it.
            let Ok(handle) = pickers::choose(&chooser, None).await else {
                return;
            };
            let text = match pickers::file(&handle).await {
                Ok(file) => files::read(&file).await,
                Err(why) => Err(why.unwrap_or_default()),
            };
            store.send(Msg::File(FileMsg::Read {
                name: handle.name().into(),
                text,
                handle: tab.number(handle),
            }));
        });
        true
    }

    fn number(&self, handle: FileHandle) -> usize {
        let mut handles = self.handles.borrow_mut();
        handles.push(handle);
        handles.len() - 1
    }

    fn save(self: &Rc<Tab>, store: &Store, name: String, text: String, handle: Option<usize>) {
        let chooser = pickers::chooser("showSaveFilePicker");
        let known = handle.and_then(|number| Some((number, self.handles.borrow().get(number)?.clone())));
        if chooser.is_none() && known.is_none() {
            files::save(&name, "application/json", &text);
            let (name, handle) = (name.into(), None);
            return store.send(Msg::File(FileMsg::Saved { name, handle }));
        }
        let (tab, store) = (self.clone(), store.clone());
        spawn_local(async move {
            let written = tab.write(chooser, known, &name, &text).await;
            store.send(Msg::File(match written {
                Ok((name, number)) => FileMsg::Saved {
                    name,
                    handle: Some(number),
                },
                Err(why) => FileMsg::NotSaved(why),
            }));
        });
    }

    async fn write(
        &self,
        chooser: Option<js_sys::Function>,
        known: Option<(usize, FileHandle)>,
        name: &str,
        text: &str,
    ) -> Result<(Rc<str>, usize), Refused> {
        let (number, handle) = match (known, chooser) {
            (Some(known), _) => known,
            (None, Some(chooser)) => {
                let handle = pickers::choose(&chooser, Some(name)).await?;
                (self.number(handle.clone()), handle)
            }
            (None, None) => return Err(None),
        };
        pickers::write(&handle, text).await?;
        Ok((handle.name().into(), number))
    }

    /// Keeps what is open before the tab ends, warns of what no file has, and follows what other tabs keep.
    pub fn listen(self: &Rc<Tab>, store: &Store) -> Vec<Box<dyn Any>> {
        let Some(window) = window() else {
            return Vec::new();
        };
        let listen = |event, act: Box<dyn Fn(web_sys::Event)>| -> Box<dyn Any> {
            Box::new(Listener::new(window.clone().into(), event, act))
        };
        let (hides, leaves, other) = (store.clone(), store.clone(), store.clone());
        let tab = self.clone();
        vec![
            listen("pagehide", Box::new(move |_| keep(&hides))),
            listen("beforeunload", Box::new(move |event| warn(&leaves, &event))),
            listen("storage", Box::new(move |_| tab.list_recents(&other))),
        ]
    }
}

fn keep(store: &Store) {
    store.send(Msg::File(FileMsg::Keep { at_ms: now_ms() }));
}

/// The browser asks in words of its own whether to leave.
fn warn(store: &Store, event: &web_sys::Event) {
    if store.studio().has_unsaved() {
        event.prevent_default();
        event
            .unchecked_ref::<BeforeUnloadEvent>()
            .set_return_value("unsaved");
    }
}

/// When a draft was kept.
fn draft_time(draft: &str) -> Option<u64> {
    let draft: serde_json::Value = serde_json::from_str(draft).ok()?;
    draft["at_ms"].as_u64().filter(|at| *at > 0)
}

/// A moment in the reader's words: the time of today, or the day.
fn when(store: &Store, at_ms: u64) -> String {
    let language = store.studio().view().language.tag();
    let at = Date::new(&JsValue::from_f64(at_ms as f64));
    let is_today = at.to_date_string() == Date::new_0().to_date_string();
    let words = if is_today {
        at.to_locale_time_string(language)
    } else {
        at.to_locale_date_string(language, &JsValue::UNDEFINED)
    };
    words.into()
}
