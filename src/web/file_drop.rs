//! A file that is dropped anywhere on a mount is opened.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Node};
use yew::prelude::*;

use crate::web::browser::read_file;
use crate::web::store::use_store;

/// What a mount listens with, and whether a file is held over it.
pub struct FileDrop {
    pub is_over: bool,
    pub over: Callback<DragEvent>,
    pub leave: Callback<DragEvent>,
    pub drop: Callback<DragEvent>,
}

/// Takes files that are dropped on `place`.
#[hook]
pub fn use_file_drop(place: &NodeRef) -> FileDrop {
    let store = use_store();
    let is_over = use_state_eq(|| false);
    let (begin, leave, end) = (is_over.setter(), is_over.setter(), is_over.setter());
    let place = place.clone();
    FileDrop {
        is_over: *is_over,
        over: Callback::from(move |event: DragEvent| {
            event.prevent_default();
            begin.set(true);
        }),
        leave: Callback::from(move |event: DragEvent| {
            let goal = event
                .related_target()
                .and_then(|goal| goal.dyn_into::<Node>().ok());
            let stays = place
                .cast::<Element>()
                .is_some_and(|place| place.contains(goal.as_ref()));
            leave.set(stays);
        }),
        drop: Callback::from(move |event: DragEvent| {
            event.prevent_default();
            end.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                read_file(&store, file);
            }
        }),
    }
}
