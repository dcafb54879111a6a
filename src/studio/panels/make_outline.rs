//! Making the outline.

use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::edge::EdgeKind;
use crate::model::edit::{self, EdgeRef};
use crate::model::form::{self, Field, Of, What};
use crate::model::topology::DestinationType;
use crate::model::{Document, Node};
use crate::scene::edge::EdgeView;
use crate::scene::node::NodeKind;
use crate::studio::panels::form::{Control, Row};
use crate::studio::panels::outline::{Choice, Connect, EdgeRow, NodeRow, Outline};
use crate::studio::{Studio, words};
use crate::text::{Argument, Key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn outline(&self) -> Outline {
        let Some(session) = &self.session else {
            return Outline::default();
        };
        let document = session.document();
        let nodes = self.scene.nodes.iter().map(|view| {
            let name: Rc<str> = match view.kind {
                NodeKind::Note => view.lines.join(" ").into(),
                _ => view.name.clone(),
            };
            NodeRow {
                node: view.id.clone(),
                kind: view.kind,
                kind_text: self.text.get(words::kind(view.kind)).into(),
                accessible_name: view.accessible_name.clone(),
                name: self
                    .name_row(document, &view.id, &view.accessible_name)
                    .ok_or(name),
                state: view.caption.clone(),
                is_chosen: view.selected,
            }
        });
        let edges = self.scene.edges.iter();
        Outline {
            nodes: nodes.gather(),
            edges: edges.flat_map(|edge| self.edge_rows(document, edge)).collect(),
            connect: self.connecting_row(document),
            can_draw: self.can_draw(),
        }
    }

    /// The field of a node's name; those of the broker's own nodes stay.
    fn name_row(&self, document: &Document, node: &Node, called: &str) -> Option<Row> {
        let is_fixed = match node {
            Node::Exchange(name) | Node::Queue(name) => name.is_empty() || name.starts_with("amq."),
            Node::Actor(_) => false,
            Node::Note(_) | Node::Other(_) => true,
        };
        let label = self
            .text
            .line(entry!("outline.name_of", what = Argument::Plain(called)));
        let of = Of::Node(node.clone());
        (!is_fixed && self.can_draw())
            .then(|| self.outline_field(document, Field { of, what: What::Name }, label))?
    }

    fn outline_field(&self, document: &Document, field: Field, label: String) -> Option<Row> {
        let value = form::read(document, &field)?;
        let (value, wrong) = self.forms.draft(&field).unwrap_or_else(|| (value.into(), None));
        Some(Row {
            field,
            name: label.into(),
            badge: "".into(),
            argument: "".into(),
            value,
            control: Control::Text {
                placeholder: "".into(),
                unit: "".into(),
                is_number: false,
            },
            wrong,
        })
    }

    fn edge_rows(&self, document: &Document, view: &EdgeView) -> Vec<EdgeRow> {
        let [from, to] = [&view.id.from, &view.id.to].map(|node| self.name_of(node));
        let row = |which, key| EdgeRow {
            edge: EdgeRef {
                edge: view.id.clone(),
                which,
            },
            kind_text: self.text.get(edge_word(view.id.kind)).into(),
            from: from.clone(),
            to: to.clone(),
            key,
        };
        let mut rows = Vec::new();
        for (which, at) in bindings(document, view).into_iter().enumerate() {
            let label = self.text.line(entry!(
                "outline.key_of",
                from = Argument::Plain(&from),
                to = Argument::Plain(&to)
            ));
            let field = Field {
                of: Of::Binding(at),
                what: What::Key,
            };
            let key: Rc<str> = document.topology.bindings[at].routing_key.as_str().into();
            let field = self
                .can_draw()
                .then(|| self.outline_field(document, field, label))
                .flatten();
            rows.push(row(Some(which), field.ok_or(key)));
        }
        if rows.is_empty() {
            let said: Vec<&str> = view.pills.iter().map(|pill| &*pill.title).gather();
            rows.push(row(None, Err(said.join(", ").into())));
        }
        rows
    }

    /// What would be connected: from the node that was picked, else from what is chosen on the canvas.
    pub(in crate::studio) fn connecting_row(&self, document: &Document) -> Connect {
        let called = |node: &Node| (node.clone(), self.name_of(node));
        let nodes = self.scene.nodes.iter().filter(|node| node.kind != NodeKind::Note);
        let from: Vec<(Node, Rc<str>)> = nodes.map(|node| called(&node.id)).gather();
        let wanted = self.drafted.from.as_ref().or(self.view.selection.lead());
        let chosen = wanted.and_then(|wanted| from.iter().position(|(node, _)| node == wanted));
        let from = Choice {
            chosen: chosen.or((!from.is_empty()).then_some(0)),
            all: from,
        };
        let start = from.node();
        let ends = from
            .all
            .iter()
            .filter(|(node, _)| start.is_some_and(|start| edit::may_connect(document, start, node).is_ok()));
        let ends: Vec<(Node, Rc<str>)> = ends.cloned().gather();
        let wanted = self.drafted.to.as_ref();
        let chosen = wanted.and_then(|wanted| ends.iter().position(|(node, _)| node == wanted));
        let to = Choice {
            chosen: chosen.or((!ends.is_empty()).then_some(0)),
            all: ends,
        };
        let binds = matches!(from.node(), Some(Node::Exchange(_))) && to.chosen.is_some();
        Connect {
            key: binds.then(|| self.drafted.key.clone()),
            from,
            to,
        }
    }
}

/// The places of the drawing's bindings behind an edge.
fn bindings(document: &Document, view: &EdgeView) -> Vec<usize> {
    let (Node::Exchange(from), EdgeKind::Binding) = (&view.id.from, view.id.kind) else {
        return Vec::new();
    };
    let (kind, to) = match &view.id.to {
        Node::Queue(name) => (DestinationType::Queue, name),
        Node::Exchange(name) => (DestinationType::Exchange, name),
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => return Vec::new(),
    };
    let all = document.topology.bindings.iter().enumerate();
    let meant = all.filter(|(_, binding)| {
        binding.source == *from && binding.destination == *to && binding.destination_type == kind
    });
    meant.map(|(at, _)| at).gather()
}

fn edge_word(kind: EdgeKind) -> Key {
    match kind {
        EdgeKind::Publish => key!("outline.publish"),
        EdgeKind::Binding => key!("outline.binding"),
        EdgeKind::DeadLetter => key!("edge.dead_letters"),
        EdgeKind::Alternate => key!("edge.alternate"),
        EdgeKind::Consume => key!("outline.consume"),
    }
}
