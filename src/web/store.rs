//! The one store of a mount: it holds the `Studio`, takes messages, and wakes whoever selected something that changed.
//!
//! It is given once, by a context that never changes, and is equal to itself alone. A component re-renders only when
//! the value it selected is another one. A message that is sent while one is handled waits for its turn, so that the
//! studio is never borrowed twice.

use std::cell::{Cell, Ref, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Deref;
use std::rc::{Rc, Weak};

use yew::prelude::*;

use crate::studio::{Cmd, Msg, Panels, Studio};
use crate::web::same::Same;

/// The store, by its identity.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    studio: RefCell<Studio>,
    waiting: RefCell<VecDeque<Msg>>,
    handling: Cell<bool>,
    /// Called after the studio changed, in the order of their coming.
    subscribers: RefCell<BTreeMap<u64, Rc<dyn Fn()>>>,
    coming: Cell<u64>,
    /// Carries out what the studio asks of the browser.
    carry_out: Box<CarryOut>,
}

type CarryOut = dyn Fn(&Store, Cmd);

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store around `studio`, whose commands `carry_out` executes.
    pub fn new(studio: Studio, carry_out: impl Fn(&Store, Cmd) + 'static) -> Store {
        Store(Rc::new(Inner {
            studio: RefCell::new(studio),
            waiting: RefCell::new(VecDeque::new()),
            handling: Cell::new(false),
            subscribers: RefCell::new(BTreeMap::new()),
            coming: Cell::new(0),
            carry_out: Box::new(carry_out),
        }))
    }

    /// The studio as it is now. Nobody keeps this over a message.
    pub fn studio(&self) -> Ref<'_, Studio> {
        self.0.studio.borrow()
    }

    /// Hands a message to the studio, or lets it wait while another one is handled.
    pub fn send(&self, msg: Msg) {
        self.0.waiting.borrow_mut().push_back(msg);
        if self.0.handling.replace(true) {
            return;
        }
        while let Some(msg) = self.next() {
            let mut commands = Vec::new();
            self.0.studio.borrow_mut().update(msg, &mut commands);
            for command in commands {
                (self.0.carry_out)(self, command);
            }
        }
        self.0.handling.set(false);
        self.notify();
    }

    fn next(&self) -> Option<Msg> {
        self.0.waiting.borrow_mut().pop_front()
    }

    fn notify(&self) {
        let subscribers: Vec<Rc<dyn Fn()>> = self.0.subscribers.borrow().values().cloned().collect();
        for subscriber in subscribers {
            subscriber();
        }
    }

    /// Calls `subscriber` after each change, until the subscription is dropped.
    pub fn subscribe(&self, subscriber: impl Fn() + 'static) -> Subscription {
        let key = self.0.coming.get();
        self.0.coming.set(key + 1);
        self.0.subscribers.borrow_mut().insert(key, Rc::new(subscriber));
        Subscription {
            store: Rc::downgrade(&self.0),
            key,
        }
    }
}

/// Ends with its drop.
pub struct Subscription {
    store: Weak<Inner>,
    key: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(store) = self.store.upgrade() {
            store.subscribers.borrow_mut().remove(&self.key);
        }
    }
}

/// The store of this mount.
///
/// # Panics
/// Outside the application: every component of ours stands below the provider.
#[hook]
pub fn use_store() -> Store {
    use_context::<Store>().expect("components stand below the store's provider")
}

/// Sends messages; the same one for as long as the component lives.
#[derive(Clone, PartialEq)]
pub struct Dispatch(Store);

impl Dispatch {
    /// Sends one message.
    pub fn send(&self, msg: Msg) {
        self.0.send(msg);
    }

    /// A callback that sends what `msg` makes of the browser's event.
    pub fn on<E>(&self, msg: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        let store = self.0.clone();
        Callback::from(move |event| store.send(msg(event)))
    }
}

/// The way to send messages.
#[hook]
pub fn use_dispatch() -> Dispatch {
    Dispatch(use_store())
}

/// What `select` makes of the studio; the component renders again only when that changes.
#[hook]
pub fn use_selector<T, F>(select: F) -> Selected<T>
where
    T: PartialEq + 'static,
    F: Fn(&Studio) -> T + 'static,
{
    let store = use_store();
    let again = use_force_update();
    let value = Rc::new(select(&store.studio()));
    let shown = use_mut_ref(|| value.clone());
    *shown.borrow_mut() = value.clone();
    let latest = use_mut_ref(|| None::<Rc<F>>);
    *latest.borrow_mut() = Some(Rc::new(select));
    use_effect_with(store, move |store| {
        let look = {
            let store = store.clone();
            move || {
                let Some(select) = latest.borrow().clone() else {
                    return;
                };
                let value = select(&store.studio());
                if value != **shown.borrow() {
                    again.force_update();
                }
            }
        };
        // The studio may have moved on between the rendering and now.
        look();
        let subscription = store.subscribe(look);
        move || drop(subscription)
    });
    Selected(value)
}

/// One of the studio's panels.
#[hook]
pub fn use_panel<T: 'static>(panel: fn(&Panels) -> &Rc<T>) -> Same<T> {
    use_selector(move |studio| Same::from(panel(studio.panels()))).clone()
}

/// Calls `apply` with what `select` makes of the studio, now and whenever that changes, without rendering anything.
#[hook]
pub fn use_watch<T, S, A>(select: S, apply: A)
where
    T: PartialEq + 'static,
    S: Fn(&Studio) -> T + 'static,
    A: Fn(&T) + 'static,
{
    let store = use_store();
    use_effect_with(store, move |store| {
        let known = RefCell::new(None);
        let look = {
            let store = store.clone();
            move || {
                let value = Some(select(&store.studio()));
                if value != *known.borrow() {
                    apply(value.as_ref().expect("it was just made"));
                    known.replace(value);
                }
            }
        };
        look();
        let subscription = store.subscribe(look);
        move || drop(subscription)
    });
}

/// A selected value.
pub struct Selected<T>(Rc<T>);

impl<T> Deref for Selected<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
