//! The shortcut sheet: keys of actions by what they are for, and the families of keys that are no action of their own.

use crate::base::gather::Gather;
use crate::key;
use crate::studio::Studio;
use crate::studio::actions::Action;
use crate::studio::gesture::{Side, Tool};
use crate::studio::panels::overlay::{ShortcutRow, ShortcutSection, Shortcuts};
use crate::studio::view::BottomTab;
use crate::text::Key;

/// A row of the sheet.
enum Row {
    /// An action, by its first keys.
    Do(Action),
    /// Several actions in one sentence.
    All(&'static [Action], Key),
    /// Keys that are no action's.
    Keys(&'static [&'static str], Key),
}

use Row::{All, Do, Keys};

type Section = (Key, &'static [Row]);

const ARROWS: &[&str] = &["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"];

const COLUMNS: [&[Section]; 3] = [
    &[
        (
            key!("group.play"),
            &[
                Do(Action::TogglePlay),
                All(&[Action::StepBack, Action::Step], key!("shortcuts.steps")),
                Keys(&[",", "."], key!("shortcuts.steps_always")),
                All(
                    &[Action::PreviousChapter, Action::NextChapter],
                    key!("shortcuts.chapters"),
                ),
                Keys(&["PageUp", "PageDown"], key!("shortcuts.clickers")),
                All(&[Action::Restart, Action::End], key!("shortcuts.ends")),
                All(&[Action::PreviousHit, Action::NextHit], key!("shortcuts.hits")),
                Do(Action::Stops),
            ],
        ),
        (
            key!("group.view"),
            &[
                Do(Action::Fit),
                Do(Action::ZoomFull),
                Do(Action::ZoomToSelection),
                All(&[Action::ZoomIn, Action::ZoomOut], key!("shortcuts.zoom")),
                Do(Action::Follow),
                Do(Action::Legend),
                Do(Action::Minimap),
                Do(Action::Tab(BottomTab::Charts)),
                Do(Action::Outline),
            ],
        ),
    ],
    &[
        (
            key!("group.draw"),
            &[
                All(
                    &[
                        Action::Place(Tool::Producer),
                        Action::Place(Tool::Exchange),
                        Action::Place(Tool::Queue),
                        Action::Place(Tool::Consumer),
                    ],
                    key!("shortcuts.place"),
                ),
                Do(Action::Place(Tool::Note)),
                Do(Action::Choose),
                Do(Action::Connect),
                Do(Action::Add),
                Do(Action::NextEdge),
                Do(Action::Reconnect(Side::Start)),
            ],
        ),
        (
            key!("group.edit"),
            &[
                Do(Action::Details),
                Do(Action::Rename),
                Do(Action::SelectAll),
                Keys(
                    &["Control+C", "Control+X", "Control+V"],
                    key!("shortcuts.clipboard"),
                ),
                Do(Action::Duplicate),
                Do(Action::Undo),
                Do(Action::Redo),
                Do(Action::Delete),
            ],
        ),
    ],
    &[
        (
            key!("canvas.label"),
            &[
                Keys(ARROWS, key!("shortcuts.nearest")),
                Keys(&["ArrowUp", "ArrowDown"], key!("shortcuts.first")),
                Keys(&["Control+ArrowRight"], key!("shortcuts.along")),
                Keys(&["Shift+ArrowRight"], key!("shortcuts.extend")),
                Keys(&["Alt+ArrowRight"], key!("shortcuts.nudge")),
                Keys(&["Shift+F10"], key!("shortcuts.menu")),
                Keys(&["Escape"], key!("shortcuts.escape")),
            ],
        ),
        (
            key!("group.everywhere"),
            &[
                Do(Action::Actions),
                Do(Action::Shortcuts),
                Keys(&["F6"], key!("shortcuts.region")),
                Do(Action::Save),
                Do(Action::SaveAs),
                Do(Action::New),
                Do(Action::Open),
            ],
        ),
    ],
];

impl Studio {
    pub(super) fn shortcuts(&self) -> Shortcuts {
        let section = |(title, rows): &Section| ShortcutSection {
            title: self.text.get(*title).into(),
            rows: rows.iter().map(|row| self.shortcut(row)).gather(),
        };
        Shortcuts {
            columns: COLUMNS
                .iter()
                .map(|column| column.iter().map(section).gather())
                .gather(),
            single_keys: self.view.single_keys,
        }
    }

    fn shortcut(&self, row: &Row) -> ShortcutRow {
        let first = |action: &Action| action.about().keys.first().copied();
        let (keys, text) = match row {
            Do(action) => (first(action).into_iter().gather(), action.about().name),
            All(actions, text) => (actions.iter().filter_map(first).gather(), *text),
            Keys(keys, text) => (keys.to_vec(), *text),
        };
        ShortcutRow {
            keys,
            text: self.text.get(text).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::actions::ALL;

    #[test]
    fn every_action_with_keys_is_on_the_sheet() {
        let rows = COLUMNS
            .iter()
            .flat_map(|column| column.iter())
            .flat_map(|section| section.1);
        let mut told = Vec::new();
        for row in rows {
            match row {
                Do(action) => told.push(*action),
                All(actions, _) => told.extend(*actions),
                Keys(..) => {}
            }
        }
        for about in ALL.iter().filter(|about| !about.keys.is_empty()) {
            assert!(told.contains(&about.action), "{:?}", about.action);
        }
        for action in told {
            assert_eq!(action.about().action, action, "{action:?} is in the list");
        }
    }

    #[test]
    fn no_two_actions_have_the_same_keys() {
        for (at, about) in ALL.iter().enumerate() {
            for other in &ALL[at + 1..] {
                assert_ne!(about.action, other.action);
                let shared = about.keys.iter().find(|chord| other.keys.contains(chord));
                assert_eq!(shared, None, "{:?} and {:?}", about.action, other.action);
            }
        }
    }
}
