//! Elements of the page, told one word at a time: `tag("p").class("t2").child(name)`.
//!
//! Yew's own `html!` writes the making of an element out where it stands, which costs the module some 230 bytes for
//! every `<p>`. A [`Tag`] is a pointer that goes from call to call, so that each word here is a call of ten bytes. What
//! comes out is the same virtual element, and is compared and put on the page by yew. This room knows no element by
//! what it means to Warren.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use yew::html::{
    oncancel, onchange, onclick, oncontextmenu, ondblclick, ondragleave, ondragover, ondrop, oninput,
    onkeydown, onpointercancel, onpointerdown, onpointerleave, onpointermove, onpointerup, onscroll, onwheel,
};
use yew::prelude::*;
use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

use crate::scene::svg::written;

/// An element that is being told.
#[must_use]
pub struct Tag(Box<Telling>);

struct Telling {
    element: VTag,
    names: Vec<&'static str>,
    /// A value, or nothing, for each of the names.
    values: Vec<Option<AttributeOrProperty>>,
    class: String,
    children: Vec<Html>,
}

/// An element of this name. Inside an `svg` it is one of SVG's.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Telling {
        element: VTag::new(name),
        names: Vec::new(),
        values: Vec::new(),
        class: String::new(),
        children: Vec::new(),
    }))
}

/// A `div` of this class.
#[inline(never)]
pub fn div(class: &'static str) -> Tag {
    tag("div").class(class)
}

/// A `span` of this class.
#[inline(never)]
pub fn span(class: &'static str) -> Tag {
    tag("span").class(class)
}

/// An element of this class with nothing but words in it.
#[inline(never)]
pub fn worded(name: &'static str, class: &'static str, words: &str) -> Tag {
    tag(name).class(class).child(words)
}

/// The same, unless there are no words.
#[inline(never)]
pub fn worded_if(name: &'static str, class: &'static str, words: &str) -> Option<Tag> {
    (!words.is_empty()).then(|| worded(name, class, words))
}

/// Nodes one after the other, with nothing around them.
#[inline(never)]
pub fn group(nodes: Vec<Html>) -> Html {
    VList::from(nodes).into()
}

/// Nothing, where something may stand.
#[inline(never)]
pub fn nothing() -> Html {
    Html::default()
}

/// `true` or `false`, as ARIA's attributes write them.
pub fn truth(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

impl Tag {
    /// One more class, or several with spaces between them.
    #[inline(never)]
    pub fn class(mut self, class: &str) -> Tag {
        if !self.0.class.is_empty() && !class.is_empty() {
            self.0.class.push(' ');
        }
        self.0.class.push_str(class);
        self
    }

    /// One more class while this holds.
    #[inline(never)]
    pub fn class_if(self, holds: bool, class: &'static str) -> Tag {
        if holds { self.class(class) } else { self }
    }

    /// An attribute.
    #[inline]
    pub fn set(self, name: &'static str, value: impl Value) -> Tag {
        value.set(name, self)
    }

    /// A child, after those that it has.
    #[inline]
    pub fn child(self, child: impl Child) -> Tag {
        child.put_into(self)
    }

    /// A list as one child, so that what stands after it stays what it is when the list grows.
    #[inline]
    pub fn children<C: Child>(mut self, children: impl IntoIterator<Item = C>) -> Tag {
        let before = mem::take(&mut self.0.children);
        for child in children {
            self = self.child(child);
        }
        self.end_list(before)
    }

    /// What was put into the element since then becomes one child.
    #[inline(never)]
    fn end_list(mut self, before: Vec<Html>) -> Tag {
        let list = mem::replace(&mut self.0.children, before);
        self.child(group(list))
    }

    /// What finds the element on the page once it is there.
    #[inline(never)]
    pub fn place(mut self, place: &NodeRef) -> Tag {
        self.0.element.node_ref = place.clone();
        self
    }

    /// What tells the element apart in a list whose members come and go.
    #[inline(never)]
    pub fn key(mut self, key: Key) -> Tag {
        self.0.element.key = Some(key);
        self
    }

    /// What is typed into an input.
    #[inline(never)]
    pub fn typed(mut self, value: String) -> Tag {
        self.0.element.set_value(value);
        self
    }

    /// Whether an input is chosen.
    #[inline(never)]
    pub fn checked(mut self, is_checked: bool) -> Tag {
        self.0.element.set_checked(is_checked);
        self
    }

    #[inline(never)]
    fn attribute(mut self, name: &'static str, value: Option<AttrValue>) -> Tag {
        // Yew would set both at first, and then whichever changes.
        debug_assert!(!self.0.names.contains(&name), "{name} is told twice");
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    #[inline(never)]
    fn on(mut self, listener: Rc<dyn Listener>) -> Tag {
        self.0.element.add_listener(listener);
        self
    }
}

macro_rules! events {
    ($($(#[$meaning:meta])* $name:ident $event:ident,)*) => {
        impl Tag {
            $(
                $(#[$meaning])*
                pub fn $name(self, callback: Callback<$event::Event>) -> Tag {
                    self.on(Rc::new($event::Wrapper::new(callback)))
                }
            )*
        }
    };
}

events! {
    /// When it is clicked, or pressed by keyboard.
    on_click onclick,
    /// When it is clicked twice.
    on_double_click ondblclick,
    /// By the other button of a mouse, a long press, or the key for it.
    on_context_menu oncontextmenu,
    /// When a choice was made in it.
    on_change onchange,
    /// At each letter that is typed into it.
    on_input oninput,
    /// At a key, while it or something in it has the focus.
    on_key_down onkeydown,
    on_pointer_down onpointerdown,
    on_pointer_move onpointermove,
    on_pointer_up onpointerup,
    /// When the browser takes the pointer away.
    on_pointer_cancel onpointercancel,
    on_pointer_leave onpointerleave,
    on_wheel onwheel,
    on_scroll onscroll,
    on_drag_over ondragover,
    on_drag_leave ondragleave,
    on_drop ondrop,
    /// When a dialog is left by Escape.
    on_cancel oncancel,
}

impl From<Tag> for Html {
    #[inline(never)]
    fn from(mut tag: Tag) -> Html {
        let class = mem::take(&mut tag.0.class);
        if !class.is_empty() {
            tag = tag.attribute("class", Some(class.into()));
        }
        let Telling {
            mut element,
            names,
            values,
            children,
            ..
        } = *tag.0;
        if !names.is_empty() {
            element.attributes = Attributes::Dynamic {
                keys: kept(names),
                values: values.into(),
            };
        }
        if let Some(none_yet) = element.children_mut().filter(|_| !children.is_empty()) {
            *none_yet = group(children);
        }
        element.into()
    }
}

thread_local! {
    /// The lists of names that elements have, in order: some hundred, as many as there are places that tell elements.
    static KEPT: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The one list of these names. By its place yew knows that an element still has the same attributes, and compares
/// nothing but their values.
#[inline(never)]
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    KEPT.with_borrow_mut(|kept| {
        let place = kept.binary_search_by(|list| (**list).cmp(&*names));
        let place = place.unwrap_or_else(|place| {
            kept.insert(place, names.leak());
            place
        });
        kept[place]
    })
}

/// What an attribute may be told as.
pub trait Value {
    /// Sets the attribute.
    fn set(self, name: &'static str, tag: Tag) -> Tag;
}

impl Value for &'static str {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        tag.attribute(name, Some(self.into()))
    }
}

impl Value for String {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        tag.attribute(name, Some(self.into()))
    }
}

/// What is shared already is not copied.
impl Value for Rc<str> {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        tag.attribute(name, Some(self.into()))
    }
}

/// As SVG writes it, to thousandths.
impl Value for f64 {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        written("#", &[self]).set(name, tag)
    }
}

impl Value for i32 {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        self.to_string().set(name, tag)
    }
}

impl Value for usize {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        self.to_string().set(name, tag)
    }
}

/// There or not, like `disabled`. What ARIA wants as a word is told with [`truth`].
impl Value for bool {
    #[inline(never)]
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        self.then_some(name).set(name, tag)
    }
}

/// Not there at all while there is nothing to say.
impl<V: Value> Value for Option<V> {
    fn set(self, name: &'static str, tag: Tag) -> Tag {
        match self {
            Some(value) => value.set(name, tag),
            None => tag.attribute(name, None),
        }
    }
}

/// What may stand in an element.
pub trait Child {
    /// Puts it after the children that are there.
    fn put_into(self, tag: Tag) -> Tag;
}

impl Child for Html {
    #[inline(never)]
    fn put_into(self, mut tag: Tag) -> Tag {
        tag.0.children.push(self);
        tag
    }
}

impl Child for Tag {
    #[inline(never)]
    fn put_into(self, tag: Tag) -> Tag {
        Html::from(self).put_into(tag)
    }
}

impl Child for &str {
    #[inline(never)]
    fn put_into(self, tag: Tag) -> Tag {
        let words: Rc<str> = self.into();
        Html::VText(VText::new(words)).put_into(tag)
    }
}

impl Child for String {
    #[inline(never)]
    fn put_into(self, tag: Tag) -> Tag {
        self.as_str().put_into(tag)
    }
}

/// What is not there keeps its place, so that what stands after it stays what it is.
impl<C: Child> Child for Option<C> {
    fn put_into(self, tag: Tag) -> Tag {
        match self {
            Some(child) => child.put_into(tag),
            None => nothing().put_into(tag),
        }
    }
}
