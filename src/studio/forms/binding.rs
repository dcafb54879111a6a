//! The editor of bindings: which one is open, and what of the run it is tried on.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::value::Table;
use crate::entry;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::{self, EdgeRef};
use crate::model::form;
use crate::model::{Document, Node};
use crate::run::BranchId;
use crate::studio::Studio;
use crate::studio::forms::Segment;
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::studio::session::Session;
use crate::studio::view::InspectorTab;
use crate::text::Argument;
use std::rc::Rc;

/// What is being edited.
#[derive(Clone, Debug)]
pub struct OpenBinding {
    pub edge: EdgeId,
    /// The how many-th of the bindings that share the edge, from 0.
    pub which: usize,
    /// What the run has published to the exchange, as long as the run is that long.
    pub(super) samples: Option<Samples>,
    /// The names of its arguments as they stand in the table: a row stays where it is when its name changes.
    pub(super) rows: Vec<Rc<str>>,
}

/// What was published in a run of a document, on a branch, up to a step.
#[derive(Clone, Debug)]
pub(super) struct Samples {
    of: (Rc<Document>, BranchId, usize),
    found: Rc<[Sample]>,
}

/// A message of the run that came to the exchange: the first with its key and headers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub message: MessageId,
    pub key: Rc<str>,
    pub headers: Table,
}

/// How many different messages a binding is tried on.
const SAMPLES: usize = 60;

impl Studio {
    /// Whether there is something that an edge is set by: not where a program binds, nor at the default exchange.
    pub fn can_set_edge(&self, edge: &EdgeId) -> bool {
        let document = self.session.as_ref().map(Session::document);
        let is_there = document.is_some_and(|document| !bindings(document, edge).is_empty());
        edge.kind != EdgeKind::Binding || is_there
    }

    pub(in crate::studio) fn open_edge(&mut self, edge: EdgeId, cmds: &mut Vec<Cmd>) {
        let node = match edge.kind {
            EdgeKind::Binding => return self.open_binding(edge, 0, cmds),
            EdgeKind::Publish | EdgeKind::DeadLetter | EdgeKind::Alternate => edge.from,
            EdgeKind::Consume => edge.to,
        };
        self.forms.segment = Some(Segment::Settings);
        self.select(Some(node.clone()));
        self.show_inspector(Some(InspectorTab::Node), cmds);
        cmds.push(Cmd::FocusNode(node));
    }

    pub(super) fn open_binding(&mut self, edge: EdgeId, which: usize, cmds: &mut Vec<Cmd>) {
        self.settle_draft(cmds);
        let document = self.session.as_ref().map(Session::document);
        let is_there = document.is_some_and(|document| !bindings(document, &edge).is_empty());
        if edge.kind == EdgeKind::Binding && is_there && self.can_draw() {
            self.stop();
            self.choose(Selection::of_edge(edge.clone()));
            self.forms.binding = Some(OpenBinding {
                edge,
                which,
                samples: None,
                rows: Vec::new(),
            });
        }
    }

    pub(super) fn turn_binding(&mut self, which: usize, cmds: &mut Vec<Cmd>) {
        self.settle_draft(cmds);
        if let Some(open) = &mut self.forms.binding {
            open.which = which;
            open.rows.clear();
        }
    }

    pub(super) fn close_binding(&mut self, cmds: &mut Vec<Cmd>) {
        self.settle_draft(cmds);
        if let Some(at) = self.opened_binding() {
            self.forms.forget_binding(at);
        }
        self.forms.binding = None;
        cmds.push(Cmd::FocusCanvas);
    }

    /// The place of the open binding in the document; none where it is gone.
    pub(in crate::studio) fn opened_binding(&self) -> Option<usize> {
        let open = self.forms.binding.as_ref()?;
        // Whoever chooses something else has done with it.
        let is_chosen = self.view.selection.edge() == Some(&open.edge);
        let document = self.session.as_ref()?.document();
        let all = bindings(document, &open.edge);
        all.get(open.which).or(all.last()).copied().filter(|_| is_chosen)
    }

    /// The places of the bindings that share the open one's edge.
    pub(in crate::studio) fn neighbours(&self) -> Vec<usize> {
        let open = self.forms.binding.as_ref().zip(self.session.as_ref());
        open.map_or_else(Vec::new, |(open, session)| {
            bindings(session.document(), &open.edge)
        })
    }

    pub(super) fn delete_binding(&mut self, cmds: &mut Vec<Cmd>) {
        let at = self.opened_binding();
        let (Some(open), Some(session)) = (&self.forms.binding, &self.session) else {
            return;
        };
        // An undo may have taken the one that was chosen: what is shown is meant.
        let edge = EdgeRef {
            edge: open.edge.clone(),
            which: self.neighbours().iter().position(|own| Some(*own) == at),
        };
        if edge.which.is_none() {
            return;
        }
        let mut document = session.placed();
        if edit::disconnect(&mut document, &edge).is_ok() {
            let what = self.binding_line(|from, to| entry!("form.binding_removed", from, to));
            self.forms.binding = None;
            self.put(what, document, cmds);
            cmds.push(Cmd::FocusCanvas);
        }
    }

    pub(super) fn add_row(&mut self, cmds: &mut Vec<Cmd>) {
        self.settle_draft(cmds);
        if let Some(at) = self.opened_binding() {
            let what = self.binding_line(|from, to| entry!("form.row_added", from, to));
            let change = |document: &mut Document| {
                form::add_row(&mut document.topology.bindings[at].arguments);
            };
            self.change(what, change, cmds);
        }
    }

    pub(super) fn remove_row(&mut self, row: &str, cmds: &mut Vec<Cmd>) {
        if let Some(at) = self.opened_binding() {
            let what = self.binding_line(|from, to| entry!("form.row_removed", from, to));
            let change = |document: &mut Document| {
                form::remove_row(&mut document.topology.bindings[at].arguments, row);
            };
            self.change(what, change, cmds);
        }
    }

    /// A sentence about the open binding.
    fn binding_line<'a>(
        &self,
        entry: impl FnOnce(Argument<'static>, Argument<'static>) -> crate::text::Entry<'a>,
    ) -> Rc<str> {
        let ends = self.forms.binding.as_ref().map(|open| {
            let name = |node: &Node| match node {
                Node::Queue(name) | Node::Exchange(name) => name.clone(),
                Node::Actor(_) | Node::Note(_) | Node::Other(_) => String::new(),
            };
            (name(&open.edge.from), name(&open.edge.to))
        });
        let (from, to) = ends.unwrap_or_default();
        let code = |name: String| Argument::Pieces(vec![crate::text::Piece::Code(name)]);
        self.text.line(entry(code(from), code(to))).into()
    }

    /// What the run has published to the exchange of the open binding.
    pub(in crate::studio) fn samples(&mut self) -> Rc<[Sample]> {
        let (Some(session), Some(open)) = (&mut self.session, &mut self.forms.binding) else {
            return Rc::default();
        };
        let Node::Exchange(exchange) = &open.edge.from else {
            return Rc::default();
        };
        let (branch, steps) = (session.history.current(), session.history.steps());
        let document = session.document().clone();
        let is_known = |known: &&Samples| {
            let (of, at, long) = &known.of;
            Rc::ptr_eq(of, &document) && (*at, *long) == (branch, steps)
        };
        if let Some(known) = open.samples.as_ref().filter(is_known) {
            return known.found.clone();
        }
        let found: Rc<[Sample]> = published(session, exchange, steps).into();
        open.samples = Some(Samples {
            of: (document, branch, steps),
            found: found.clone(),
        });
        found
    }

    /// The names of a binding's arguments in the order of the table: a new name takes the place of one that has gone, or
    /// comes last.
    pub(in crate::studio) fn rows_in_order(&mut self, at: usize) -> Vec<Rc<str>> {
        let (Some(open), Some(session)) = (&mut self.forms.binding, &self.session) else {
            return Vec::new();
        };
        let binding = &session.document().topology.bindings[at];
        let mut new: Vec<Rc<str>> = form::rows(&binding.arguments)
            .map(|(name, _)| name.into())
            .gather();
        let is_there = open.rows.iter().map(|row| new.contains(row));
        let is_there: Vec<bool> = is_there.gather();
        new.retain(|name| !open.rows.contains(name));
        let mut new = new.into_iter();
        let old = std::mem::take(&mut open.rows).into_iter().zip(is_there);
        let kept = old.filter_map(|(row, is_there)| if is_there { Some(row) } else { new.next() });
        open.rows = kept.gather();
        open.rows.extend(new);
        open.rows.clone()
    }
}

/// The bindings of the drawing between the ends of an edge, by their places.
pub fn bindings(document: &Document, edge: &EdgeId) -> Vec<usize> {
    let all = document.topology.bindings.iter().enumerate();
    let shared = all.filter(|(_, binding)| *edge == EdgeId::of_binding(binding));
    shared.map(|(at, _)| at).gather()
}

fn published(session: &mut Session, exchange: &str, steps: usize) -> Vec<Sample> {
    let world = session.history.world(steps);
    let broker = world.broker();
    let mut found: Vec<Sample> = Vec::new();
    for message in broker.messages() {
        if world.name(message.exchange) != exchange {
            continue;
        }
        let key = world.name(message.routing_key);
        let headers = &broker.content(message.content).properties.headers;
        let is_known = found
            .iter()
            .any(|sample| &*sample.key == key && sample.headers == *headers);
        if !is_known && found.len() < SAMPLES {
            found.push(Sample {
                message: message.label,
                key: key.into(),
                headers: headers.clone(),
            });
        }
    }
    found
}
