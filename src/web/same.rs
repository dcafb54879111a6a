//! Shared data that is compared by identity: the studio keeps the `Rc` of whatever did not change.

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
