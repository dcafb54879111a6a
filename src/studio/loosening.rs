//! What hangs loose after something was deleted: it is told beside the node where it hangs, until something else is done.

use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::edit::{Gone, Loose, LoosePlace};
use crate::model::{Document, Node};
use crate::scene::geometry::Rect;
use crate::studio::Studio;
use crate::studio::panels::Rich;
use crate::studio::panels::sketch::{Tip, Tone};
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
        let is_lesson = |loose: &&Loose| matches!(loose.place, LoosePlace::Lesson { .. });
        let others: Vec<&Loose> = loose.iter().filter(|loose| !is_lesson(loose)).gather();
        let told = others.iter().take(MOST);
        let told = told.filter_map(|loose| self.told_loose(document, loose));
        let more = others.len().saturating_sub(MOST);
        let rest = (more > 0).then(|| self.text.say(entry!("loose.more", count = more)));
        let lesson = loose.len() - others.len();
        let lesson = (lesson > 0).then(|| self.text.say(entry!("loose.lesson", count = lesson)));
        let words = self.text.paragraph(told.chain(rest).chain(lesson));
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
                    tone: Tone::Warning,
                }));
            }
            Some((None, words)) => {
                if let Some(toast) = &mut self.toast {
                    let toast = Rc::make_mut(toast);
                    let what = Argument::Pieces(std::mem::take(&mut toast.text));
                    let loose = Argument::Pieces(words);
                    toast.text = self.text.say(entry!("loose.with", what = what, loose = loose));
                }
            }
        }
    }

    /// What one place says still; those of the lesson are counted.
    fn told_loose(&self, document: &Document, loose: &Loose) -> Option<Rich> {
        let gone = match &loose.gone {
            Gone::Node(node) => self.plain_name(node),
            Gone::Binding(id) => id.as_str().into(),
        };
        let gone = Argument::Code(&gone);
        let name_of = |actor: u32| document.actor(actor).map_or("", |actor| &actor.name);
        let owner = node_of(&loose.place).map_or_else(|| "".into(), |node| self.plain_name(&node));
        Some(self.text.say(match &loose.place {
            LoosePlace::Argument { name, .. } => {
                let key = match name.as_str() {
                    "x-dead-letter-exchange" => key!("loose.dead_letters"),
                    "alternate-exchange" => key!("loose.alternate"),
                    _ => key!("loose.argument"),
                };
                let entry = Entry::of(key).with("node", Argument::Code(&owner));
                entry.with("name", Argument::Code(name)).with("gone", gone)
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
            LoosePlace::Lesson { .. } => return None,
        }))
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
