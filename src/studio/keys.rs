//! What keys mean: those of the actions, and the families of keys that only the canvas knows.
//!
//! A chord is written as `aria-keyshortcuts` writes it, with the modifiers in this order: `Control+Alt+Shift+Z`. Letters
//! are capitals; the Shift that a sign such as `?` needs is no part of its chord; what Command is on a Mac is Control.

use crate::studio::Studio;
use crate::studio::actions::{Action, Group};
use crate::studio::draw::DrawMsg;
use crate::studio::gesture::Gesture;
use crate::studio::menus::MenuMsg;
use crate::studio::msg::{Msg, Toward};
use crate::studio::selection::Selection;
use crate::studio::view::Page;

/// Where a key was pressed, as far as that decides what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A dialog or a menu: all keys are its own.
    Dialog,
    /// A field or a list: letters are typed there.
    Field,
    /// A button or a link: Space and Enter are theirs.
    Button,
    Canvas,
    Elsewhere,
}

impl Studio {
    /// What a chord says, if anything.
    pub fn pressed(&self, chord: &str, place: Place) -> Option<Msg> {
        if is_single(chord) && !self.view.single_keys {
            return None;
        }
        if place == Place::Canvas {
            let msg = self.pressed_on_canvas(chord);
            if msg.is_some() {
                return msg;
            }
        }
        if chord == "Escape" && !matches!(place, Place::Dialog | Place::Field) {
            // In a page of others that may close what the player stands in.
            let ends_something = self.view.page != Page::Player || self.has_chosen();
            return ends_something.then_some(Msg::Escape);
        }
        let about = Action::keyed(chord, place)?;
        let is_here = match self.view.page {
            Page::Studio => true,
            Page::Gallery => matches!(about.group, Group::File | Group::Everywhere),
            Page::Player => is_in_player(about.action),
        };
        if !is_here {
            return None;
        }
        // Whoever hears this knows where the pointer is, and places it there.
        Some(match (about.action, self.msg_of(about.action)) {
            (Action::Place(tool), Some(_)) if self.can_draw() => Msg::Draw(DrawMsg::Letter(tool, None)),
            (action, _) => Msg::Menu(MenuMsg::Do(action)),
        })
    }

    fn has_chosen(&self) -> bool {
        self.view.lit.is_some() || self.view.selection != Selection::default()
    }

    fn pressed_on_canvas(&self, chord: &str) -> Option<Msg> {
        if let Some(toward) = arrow(chord) {
            // With nothing chosen there is no place to go on from: left and right step, as everywhere else.
            let steps = matches!(toward, Toward::Left | Toward::Right) && !self.has_place_to_go_from();
            return (!steps).then_some(Msg::SelectToward(toward));
        }
        if !self.can_draw() {
            // All else is the page's around a player.
            return None;
        }
        let with = |modifier: &str| chord.strip_prefix(modifier).and_then(arrow);
        if let Some(toward) = with("Shift+") {
            return Some(Msg::Menu(MenuMsg::Extend(toward)));
        }
        if let Some(toward) = with("Control+") {
            return Some(Msg::Menu(MenuMsg::Along(toward)));
        }
        if let Some(toward) = with("Alt+Shift+") {
            return Some(Msg::Nudge { toward, far: true });
        }
        if let Some(toward) = with("Alt+") {
            return Some(Msg::Nudge { toward, far: false });
        }
        match chord {
            "Enter" => Some(Msg::Enter),
            "ContextMenu" | "Shift+F10" => Some(Msg::Menu(MenuMsg::OpenAtSelection)),
            _ if matches!(self.gesture, Gesture::Connecting { .. }) => {
                let digit = chord.parse().ok().filter(|digit| *digit > 0);
                digit.map(Msg::Number)
            }
            _ => None,
        }
    }
}

/// Whether a player in a page of others has what an action is about; other keys are the page's.
fn is_in_player(action: Action) -> bool {
    matches!(
        action,
        Action::TogglePlay
            | Action::StepBack
            | Action::Step
            | Action::PreviousChapter
            | Action::NextChapter
            | Action::Restart
            | Action::End
            | Action::Fit
            | Action::ZoomFull
            | Action::ZoomToSelection
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::Follow
            | Action::Legend
    )
}

impl Studio {
    fn has_place_to_go_from(&self) -> bool {
        let selection = &self.view.selection;
        selection.lead().is_some() || selection.edge().is_some() || !self.gesture.is_idle()
    }
}

fn arrow(key: &str) -> Option<Toward> {
    match key {
        "ArrowLeft" => Some(Toward::Left),
        "ArrowRight" => Some(Toward::Right),
        "ArrowUp" => Some(Toward::Up),
        "ArrowDown" => Some(Toward::Down),
        _ => None,
    }
}

/// Whether it is a single letter, digit or sign, which can be switched off: who speaks to the computer, or whose hands
/// are not sure, presses them unmeant.
fn is_single(chord: &str) -> bool {
    let key = chord.strip_prefix("Shift+").unwrap_or(chord);
    key.chars().count() == 1 || key == "Plus"
}
