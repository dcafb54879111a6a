//! The one store of a mount: it holds the `Studio`, takes messages, and tells whoever looks that something changed.
//!
//! It is equal to itself alone. A message that is sent while one is handled waits for its turn, so that the studio is
//! never borrowed twice.

use std::cell::{Cell, Ref, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use crate::studio::{Cmd, Msg, Studio};

/// The store, by its identity.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    studio: RefCell<Studio>,
    waiting: RefCell<VecDeque<Msg>>,
    handling: Cell<bool>,
    /// Called after the studio changed, in the order of their coming.
    subscribers: RefCell<Vec<(u64, Subscriber)>>,
    coming: Cell<u64>,
    /// Carries out what the studio asks of the browser.
    carry_out: Box<CarryOut>,
}

type CarryOut = dyn Fn(&Store, Cmd);

/// Called after each change.
pub type Subscriber = Rc<dyn Fn()>;

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
            subscribers: RefCell::new(Vec::new()),
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
        let subscribers = self.0.subscribers.borrow().clone();
        for (_, subscriber) in subscribers {
            subscriber();
        }
    }

    /// Calls `subscriber` after each change, until the subscription is dropped.
    pub fn subscribe(&self, subscriber: Subscriber) -> Subscription {
        let key = self.0.coming.get();
        self.0.coming.set(key + 1);
        self.0.subscribers.borrow_mut().push((key, subscriber));
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
            store.subscribers.borrow_mut().retain(|(key, _)| *key != self.key);
        }
    }
}
