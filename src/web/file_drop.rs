//! A file that is dropped anywhere on a mount is opened.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Node};
use yew::prelude::*;

use crate::web::browser::read_file;
use crate::web::painter::Brush;
use crate::web::part::Change;

/// What a mount listens with, and whether a file is held over it.
pub struct FileDrop {
    pub is_over: bool,
    pub over: Callback<DragEvent>,
    pub leave: Callback<DragEvent>,
    pub drop: Callback<DragEvent>,
}

impl FileDrop {
    /// For the part whose first place takes the files.
    pub fn new(brush: &Brush) -> FileDrop {
        let (begin, leave, end) = (brush.change.clone(), brush.change.clone(), brush.change.clone());
        let (place, store) = (brush.places[0].clone(), brush.store.clone());
        FileDrop {
            is_over: brush.local == 1,
            over: Callback::from(move |event: DragEvent| {
                event.prevent_default();
                begin.emit(Change::Local(1));
            }),
            leave: Callback::from(move |event: DragEvent| {
                let goal = event
                    .related_target()
                    .and_then(|goal| goal.dyn_into::<Node>().ok());
                let stays = place
                    .cast::<Element>()
                    .is_some_and(|place| place.contains(goal.as_ref()));
                leave.emit(Change::Local(usize::from(stays)));
            }),
            drop: Callback::from(move |event: DragEvent| {
                event.prevent_default();
                end.emit(Change::Local(0));
                let files = event.data_transfer().and_then(|data| data.files());
                if let Some(file) = files.and_then(|files| files.get(0)) {
                    read_file(&store, file);
                }
            }),
        }
    }
}
