//! What painting needs: the studio to read, the way to send messages, the words.

use std::cell::Cell;
use std::rc::Rc;

use yew::Callback;
use yew::prelude::*;
use yew::virtual_dom::VComp;

use crate::studio::Msg;
use crate::text::{Argument, Entry, Key, Text};
use crate::web::browser::tab::Tab;
use crate::web::canvas::pointer::Hold;
use crate::web::focus::Focus;
use crate::web::palette::Held;
use crate::web::part::{Change, Part, PartProps, What};
use crate::web::store::Store;

/// What all parts of a mount share. The same one until the language changes.
#[derive(Clone, PartialEq)]
pub struct Painter {
    pub store: Store,
    pub text: Text,
    /// Its position among the mounts of the page: part of the ids of its elements.
    pub mount: usize,
    pub room: Room,
    pub focus: Focus,
    /// The tab, where the page is there for the studio.
    pub tab: Option<OneTab>,
}

/// The tab, by its identity.
#[derive(Clone)]
pub struct OneTab(pub Rc<Tab>);

impl PartialEq for OneTab {
    fn eq(&self, other: &OneTab) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// How much of the screen the canvas has, and how much of its bottom something else covers, in pixels.
#[derive(Clone, Default)]
pub struct Room(Rc<Known>);

#[derive(Default)]
struct Known {
    sizes: Cell<[f64; 3]>,
    /// Where the pointer is over the canvas, in pixels of the window.
    pointer: Cell<Option<(i32, i32)>>,
    /// What is held of the canvas, and of the palette: painting anew does not let go of it.
    hold: Rc<Hold>,
    taken: Rc<Cell<Held>>,
}

impl PartialEq for Room {
    fn eq(&self, other: &Room) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Room {
    /// Width, height and what is covered of it.
    #[inline(never)]
    pub fn get(&self) -> [f64; 3] {
        self.0.sizes.get()
    }

    /// The pointer is here now, or has left the canvas.
    pub fn point(&self, at: Option<(i32, i32)>) {
        self.0.pointer.set(at);
    }

    /// The pointers that are down on the canvas.
    pub fn hold(&self) -> Rc<Hold> {
        self.0.hold.clone()
    }

    /// How far a drag from the palette has come.
    pub fn taken(&self) -> Rc<Cell<Held>> {
        self.0.taken.clone()
    }

    /// Where the pointer is over the canvas.
    pub fn pointer(&self) -> Option<(i32, i32)> {
        self.0.pointer.get()
    }

    /// Changes what is known of the room, and tells the studio.
    pub fn set(&self, store: &Store, change: impl FnOnce(&mut [f64; 3])) {
        let mut room = self.0.sizes.get();
        change(&mut room);
        let [width, height, covered] = room;
        if self.0.sizes.replace(room) != room && width > 0.0 {
            let free = (height - covered).max(height / 4.0);
            store.send(Msg::CanvasSize {
                width: width as i32,
                height: free as i32,
            });
        }
    }
}

impl Painter {
    /// A label.
    #[inline(never)]
    pub fn get(&self, key: Key) -> &'static str {
        self.text.get(key)
    }

    /// A label with an argument filled in.
    pub fn with(&self, key: Key, name: &'static str, argument: Argument) -> String {
        self.text.line(Entry::of(key).with(name, argument))
    }

    /// Sends this message on a click.
    pub fn send(&self, msg: Msg) -> Callback<MouseEvent> {
        let store = self.store.clone();
        Callback::from(move |_| store.send(msg.clone()))
    }

    /// Sends this message on a click on a link, which leads nowhere itself.
    pub fn send_instead(&self, msg: Msg) -> Callback<MouseEvent> {
        let store = self.store.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            store.send(msg.clone());
        })
    }

    /// Sends what `msg` makes of an event.
    pub fn on<E>(&self, msg: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        let store = self.store.clone();
        Callback::from(move |event| store.send(msg(event)))
    }

    /// A part inside this one, which paints for itself.
    pub fn part(&self, what: What) -> Html {
        self.keyed(what.key().into(), what)
    }

    /// The same, in a list whose members come and go.
    pub fn keyed(&self, key: String, what: What) -> Html {
        let painter = self.clone();
        let part = Rc::new(PartProps { what, painter });
        VComp::new::<Part>(part, Some(key.into())).into()
    }
}

/// What a part paints itself with: the painter, and what is its own.
pub struct Brush<'a> {
    pub painter: &'a Painter,
    /// Elements of the part that it acts on after they are there.
    pub places: &'a [NodeRef; 4],
    /// The size of the first of them in pixels, once it is known.
    pub size: (f64, f64),
    /// Something small that only this part knows: which row of a dialog is chosen.
    pub local: usize,
    pub(super) change: Callback<Change>,
}

impl Brush<'_> {
    /// Sets what only this part knows.
    pub fn set_local(&self, local: usize) -> Callback<MouseEvent> {
        let change = self.change.clone();
        Callback::from(move |_| change.emit(Change::Local(local)))
    }
}

impl std::ops::Deref for Brush<'_> {
    type Target = Painter;

    fn deref(&self) -> &Painter {
        self.painter
    }
}
