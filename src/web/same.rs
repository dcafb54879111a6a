//! Shared data that is compared by identity: the studio keeps the `Rc` of whatever did not change.

use std::any::Any;
use std::ops::Deref;
use std::rc::Rc;

/// Equal to itself and its clones alone, so that comparing costs nothing.
#[derive(Debug)]
pub struct Same<T: ?Sized>(pub Rc<T>);

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Self {
        Same(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> From<&Rc<T>> for Same<T> {
    fn from(shared: &Rc<T>) -> Self {
        Same(shared.clone())
    }
}

/// Something that a part of the page shows: the part paints again when one of these is another one.
#[derive(Clone)]
pub enum Bit {
    /// Data that keeps its `Rc` while it does not change. Holding it keeps its place from being taken by something else.
    Shared(Rc<dyn Any>),
    Number(i64),
}

impl PartialEq for Bit {
    fn eq(&self, other: &Bit) -> bool {
        match (self, other) {
            (Bit::Shared(one), Bit::Shared(two)) => std::ptr::addr_eq(Rc::as_ptr(one), Rc::as_ptr(two)),
            (Bit::Number(one), Bit::Number(two)) => one == two,
            (Bit::Shared(_), Bit::Number(_)) | (Bit::Number(_), Bit::Shared(_)) => false,
        }
    }
}

impl Bit {
    /// Data by its identity.
    pub fn of<T: 'static>(shared: &Rc<T>) -> Bit {
        Bit::Shared(shared.clone())
    }

    /// Data that may not be there.
    pub fn of_some<T: 'static>(shared: Option<&Rc<T>>) -> Bit {
        shared.map_or(Bit::Number(0), Bit::of)
    }
}
