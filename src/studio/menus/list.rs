//! The action list: every action, and once something is typed, nodes to go to and scenarios to open.

use crate::base::gather::Gather;
use crate::key;
use crate::studio::Studio;
use crate::studio::actions::{ALL, About, Action};
use crate::studio::manifest::in_language;
use crate::studio::menus::{MenuMsg, Open};
use crate::studio::msg::{Cmd, Msg, Toward};
use crate::studio::panels::overlay::{ActionList, ActionRow, Does};
use crate::text::{Language, Text};
use std::rc::Rc;

/// More than so many rows are not looked through by anyone.
const MOST: usize = 100;

impl Studio {
    pub(super) fn action_list(&self, query: &Rc<str>, mark: usize) -> ActionList {
        let words = query.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().gather();
        let has_words = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        // Whoever looks for `undo` finds it in any language.
        let english = Text::new(Language::English);
        let mut rows = Vec::new();
        for about in ALL {
            let row = self.row_of(about);
            let names = [&*row.name, &*row.group, english.get(about.name)].join(" ");
            if has_words(&names) {
                rows.push(row);
            }
        }
        if !words.is_empty() {
            let found = self.nodes_and_scenarios();
            rows.extend(
                found
                    .into_iter()
                    .filter(|row| has_words(&[&*row.name, &*row.group].join(" "))),
            );
        }
        rows.truncate(MOST);
        ActionList {
            query: query.clone(),
            mark: mark.min(rows.len().saturating_sub(1)),
            rows,
        }
    }

    fn row_of(&self, about: &About) -> ActionRow {
        let why_not = self.why_not(about.action);
        let top = &self.panels.top;
        let is = |action| about.action == action;
        let undo = top.undo.clone().filter(|_| is(Action::Undo));
        let what = undo.or(top.redo.clone().filter(|_| is(Action::Redo)));
        ActionRow {
            does: Does::Action(about.action),
            name: self.text.get(about.name).into(),
            group: self.text.get(about.group.name()).into(),
            remark: match why_not {
                Some(why_not) => self.text.get(why_not).into(),
                None => what.unwrap_or_default(),
            },
            can: why_not.is_none(),
            keys: about.action.chord(),
        }
    }

    fn nodes_and_scenarios(&self) -> Vec<ActionRow> {
        let row = |does, name, group| ActionRow {
            does,
            name,
            group,
            remark: "".into(),
            can: true,
            keys: "",
        };
        let go: Rc<str> = self.text.get(key!("group.go")).into();
        let nodes = self.scene.nodes.iter();
        let mut rows: Vec<ActionRow> = nodes
            .map(|node| {
                row(
                    Does::Show(node.id.clone()),
                    node.accessible_name.clone(),
                    go.clone(),
                )
            })
            .gather();
        for section in self.manifest.sections() {
            let group: Rc<str> = self.text.get(key!("topbar.gallery")).into();
            for scenario in &section.scenarios {
                let title = in_language(&scenario.title, self.view.language).into();
                rows.push(row(Does::Open(scenario.id.clone()), title, group.clone()));
            }
        }
        rows
    }

    /// Moves the mark, round and round.
    pub(super) fn mark(&mut self, toward: Toward) {
        let Open::Actions { query, mark } = &self.over else {
            return;
        };
        let list = self.action_list(query, *mark);
        let count = list.rows.len().max(1);
        let mark = match toward {
            Toward::Up | Toward::Left | Toward::Previous => (list.mark + count - 1) % count,
            Toward::Down | Toward::Right | Toward::Next => (list.mark + 1) % count,
        };
        let query = list.query;
        self.lay_over(Open::Actions { query, mark });
    }

    pub(super) fn choose_row(&mut self, row: Option<usize>, cmds: &mut Vec<Cmd>) {
        let Open::Actions { query, mark } = &self.over else {
            return;
        };
        let list = self.action_list(query, *mark);
        let Some(row) = list.rows.get(row.unwrap_or(list.mark)) else {
            return;
        };
        match &row.does {
            Does::Action(action) => self.act(*action, cmds),
            Does::Show(node) => {
                self.lay_over(Open::Nothing);
                self.select(Some(node.clone()));
                self.reveal_selection();
                cmds.push(Cmd::FocusCanvas);
            }
            Does::Open(id) => {
                let msg = Msg::OpenScenario(id.clone());
                self.menu(MenuMsg::Close, cmds);
                self.take_in(msg, cmds);
            }
        }
    }
}
