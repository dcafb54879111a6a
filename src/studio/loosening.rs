//! What hangs loose after something was deleted: it is told beside the node where it hangs, until something else is done.

use crate::entry;
use crate::key;
use crate::model::edit::{Gone, Loose, LoosePlace};
use crate::model::{Document, Node};
use crate::scene::geometry::Rect;
use crate::studio::Studio;
use crate::studio::panels::Rich;
use crate::studio::panels::sketch::Tip;
use crate::text::{Argument, Entry};
use std::rc::Rc;

/// So many places are told, the others are counted.
const MOST: usize = 3;

impl Studio {
    /// What there is to tell of loose ends, while the names of what has gone are still known: beside a node where there is
    /// one.
    pub(super) fn note_of(&self, document: &Document, loose: &[Loose]) -> Option<(Option<Rect>, Rich)> {
        if loose.is_empty() {
            return None;
        }
        let told = loose
            .iter()
            .take(MOST)
            .map(|loose| self.told_loose(document, loose));
        let more = loose.len().saturating_sub(MOST);
        let rest = (more > 0).then(|| self.text.say(entry!("loose.more", count = more)));
        let words = self.text.paragraph(told.chain(rest));
        let body = loose.iter().find_map(|loose| {
            let node = node_of(&loose.place)?;
            Some(self.scene.nodes.iter().find(|view| view.id == node)?.bounds)
        });
        Some((body, words))
    }

    /// Tells of loose ends, beside the node or with what was done.
    pub(super) fn tell_loose(&mut self, note: Option<(Option<Rect>, Rich)>) {
        match note {
            None => {}
            Some((Some(at), words)) => {
                self.loose = Some(Rc::new(Tip {
                    at,
                    words,
                    is_warning: true,
                }));
            }
            Some((None, words)) => {
                if let Some(toast) = &mut self.toast {
                    let toast = Rc::make_mut(toast);
                    let said = [std::mem::take(&mut toast.text), words];
                    toast.text = self.text.paragraph(said);
                }
            }
        }
    }

    fn told_loose(&self, document: &Document, loose: &Loose) -> Rich {
        let gone = match &loose.gone {
            Gone::Node(node) => self.plain_name(node),
            Gone::Binding(id) => id.as_str().into(),
        };
        let gone = Argument::Code(&gone);
        let name_of = |actor: u32| document.actor(actor).map_or("", |actor| &actor.name);
        self.text.say(match &loose.place {
            LoosePlace::Argument { node, name } => {
                let (key, owner) = match name.as_str() {
                    "x-dead-letter-exchange" => (key!("loose.dead_letters"), self.plain_name(node)),
                    "alternate-exchange" => (key!("loose.alternate"), self.plain_name(node)),
                    _ => (key!("loose.argument"), self.plain_name(node)),
                };
                let entry = Entry::of(key).with("node", Argument::Code(&owner));
                return self
                    .text
                    .say(entry.with("name", Argument::Code(name)).with("gone", gone));
            }
            LoosePlace::Policy { policy, name } => entry!(
                "loose.policy",
                policy = Argument::Code(policy),
                name = Argument::Code(name),
                gone = gone
            ),
            LoosePlace::Program { actor, line } => entry!(
                "loose.program",
                line = Argument::from(line),
                actor = Argument::Code(name_of(*actor)),
                gone = gone
            ),
            LoosePlace::Declares { actor, line } => entry!(
                "loose.declares",
                line = Argument::from(line),
                actor = Argument::Code(name_of(*actor)),
                gone = gone
            ),
            LoosePlace::Lesson { text } => {
                entry!("loose.lesson", text = Argument::Code(text), gone = gone)
            }
        })
    }
}

/// The node at which something hangs.
fn node_of(place: &LoosePlace) -> Option<Node> {
    match place {
        LoosePlace::Argument { node, .. } => Some(node.clone()),
        LoosePlace::Program { actor, .. } | LoosePlace::Declares { actor, .. } => Some(Node::Actor(*actor)),
        LoosePlace::Policy { .. } | LoosePlace::Lesson { .. } => None,
    }
}
