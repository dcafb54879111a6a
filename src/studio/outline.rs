//! What is done in the outline. Names and keys of its rows are fields as in forms; this is the rest: adding, connecting,
//! taking away. The focus stays in the outline.

use crate::entry;
use crate::model::Node;
use crate::model::edit::{self, EdgeRef, Options};
use crate::studio::gesture::Tool;
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::studio::view::BottomTab;
use crate::studio::{Stale, Studio};
use crate::text::Argument;
use std::rc::Rc;

/// Something that is said in the outline.
#[derive(Clone, Debug, PartialEq)]
pub enum OutlineMsg {
    /// Shows the outline, or hides it.
    Toggle,
    Add(Tool),
    Choose(Node),
    Delete(Node),
    Disconnect(EdgeRef),
    /// What is connected next: from there, to there, with this key.
    From(Node),
    To(Node),
    Key(Rc<str>),
    Connect,
}

/// What was picked for the next connection.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    pub from: Option<Node>,
    pub to: Option<Node>,
    pub key: Rc<str>,
}

impl Studio {
    pub(super) fn outlined(&mut self, msg: OutlineMsg, cmds: &mut Vec<Cmd>) {
        self.outdated(Stale::Panels);
        match msg {
            OutlineMsg::Toggle => self.toggle_outline(cmds),
            OutlineMsg::Choose(node) => {
                self.choose(Selection::only(Some(node)));
                self.reveal_selection();
            }
            OutlineMsg::From(node) => {
                self.drafted = Drafted {
                    from: Some(node),
                    ..Drafted::default()
                };
            }
            OutlineMsg::To(node) => self.drafted.to = Some(node),
            OutlineMsg::Key(key) => self.drafted.key = key,
            OutlineMsg::Add(tool) => self.place(tool, None, cmds),
            OutlineMsg::Delete(node) => {
                self.choose(Selection::only(Some(node)));
                self.delete(cmds);
            }
            OutlineMsg::Disconnect(edge) => self.disconnect_row(&edge, cmds),
            OutlineMsg::Connect => self.connect_row(cmds),
        }
        cmds.retain(|cmd| !matches!(cmd, Cmd::FocusNode(_) | Cmd::FocusCanvas));
    }

    fn toggle_outline(&mut self, cmds: &mut Vec<Cmd>) {
        let is_open = self.view.bottom == Some(BottomTab::Outline);
        self.show_bottom((!is_open).then_some(BottomTab::Outline), cmds);
    }

    fn connect_row(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.can_draw()) else {
            return;
        };
        let row = self.connecting_row(session.document());
        let (Some(from), Some(to)) = (row.from.node(), row.to.node()) else {
            return;
        };
        let options = Options {
            key: row.key.filter(|key| !key.is_empty()).map(|key| key.to_string()),
            ..Options::default()
        };
        let mut document = session.placed();
        if let Ok(made) = edit::connect(&mut document, from, to, &options) {
            let what = self.told_of_edge(made.kind, from, to);
            self.drafted = Drafted {
                from: Some(from.clone()),
                ..Drafted::default()
            };
            self.put(what.into(), document, cmds);
        }
    }

    fn disconnect_row(&mut self, edge: &EdgeRef, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.can_draw()) else {
            return;
        };
        let [from, to] = [&edge.edge.from, &edge.edge.to].map(|node| self.name_of(node));
        let (from, to) = (Argument::Plain(&from), Argument::Plain(&to));
        let mut document = session.placed();
        match edit::disconnect(&mut document, edge) {
            Ok(_) => {
                let what = self.text.line(entry!("outline.disconnected", from, to));
                self.put(what.into(), document, cmds);
            }
            Err(_) => {
                let words = self.text.say(entry!("outline.stays", from, to));
                self.say(words, None, cmds);
            }
        }
    }
}
