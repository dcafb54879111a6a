//! Random edits of a document, and what is asked of it afterwards.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use std::collections::BTreeSet;
use warren::broker::view::ExchangeKind;
use warren::model::edge::{EdgeId, EdgeKind};
use warren::model::edit::{
    EdgeRef, End, Kind, Loose, Options, add, add_consumer, add_producer, connect, copy, disconnect,
    duplicate, is_there, paste, reconnect, remove, rename, splice,
};
use warren::model::topology::{Binding, DestinationType};
use warren::model::{Document, Expression, Node, Point};
use warren::scene::plan::Plan;

/// What an edit did.
#[derive(Debug, Default)]
pub struct Told {
    pub what: String,
    pub done: bool,
    /// What still names something that has gone.
    pub loose: Vec<Loose>,
}

/// A document under random edits.
pub struct Random {
    pub document: Document,
    random: Pcg32,
}

const NAMES: [&str; 5] = ["orders", "a b", "amq.mine", "new{1}", "queue-1"];

impl Random {
    pub fn new(seed: u64, document: Document) -> Self {
        let random = Pcg32::seed_from_u64(seed);
        Random { document, random }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.random.random_range(0..limit as u32) as usize
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        match of.len() {
            0 => None,
            length => Some(of[self.below(length)].clone()),
        }
    }

    fn point(&mut self) -> Point {
        let (x, y) = (self.below(900) as i32, self.below(900) as i32);
        Point { x, y }
    }

    /// Two nodes and an edge, where there are some.
    fn pick(&mut self) -> (Node, Node, Option<EdgeRef>) {
        let nodes = nodes(&self.document);
        let nothing = Node::Other("nothing".into());
        let from = self.one_of(&nodes).unwrap_or(nothing.clone());
        let to = self.one_of(&nodes).unwrap_or(nothing);
        let edges: Vec<EdgeId> = Plan::of(&self.document)
            .edges
            .into_iter()
            .map(|edge| edge.id)
            .collect();
        let edge = self.one_of(&edges).map(|edge| {
            let which = (edge.kind == EdgeKind::Binding && self.below(3) == 0).then_some(0);
            EdgeRef { edge, which }
        });
        (from, to, edge)
    }

    /// Makes one random edit.
    pub fn edit(&mut self) -> Told {
        let (from, to, edge) = self.pick();
        let at = self.point();
        let mut told = Told::default();
        let pair = format!("{from} {to} {edge:?}");
        match (self.below(12), edge) {
            (0 | 1, _) => self.add(at, &mut told),
            (2 | 3, _) => {
                told.what = format!("connect {pair}");
                told.done = connect(&mut self.document, &from, &to, &Options::default()).is_ok();
            }
            (4, Some(edge)) => {
                told.what = format!("disconnect {pair}");
                let gone = disconnect(&mut self.document, &edge);
                told.done = gone.is_ok();
                told.loose = gone.unwrap_or_default();
            }
            (5 | 6, Some(edge)) => {
                let end = if self.below(2) == 0 {
                    End::From(to)
                } else {
                    End::To(to)
                };
                told.what = format!("reconnect {edge:?} {end:?}");
                told.done = reconnect(&mut self.document, &edge, end).is_ok();
            }
            (7, Some(edge)) => {
                told.what = format!("splice {pair}");
                told.done = splice(&mut self.document, &edge, &from).is_ok();
            }
            (8, _) => {
                told.what = format!("remove {pair}");
                told.loose = remove(&mut self.document, &[from, to]);
                told.done = true;
            }
            (9, _) => {
                let name = NAMES[self.below(NAMES.len())];
                told.what = format!("rename {from} {name}");
                told.done = rename(&mut self.document, &from, name).is_ok();
            }
            (10, _) => {
                told.what = format!("paste {pair}");
                let text = copy(&self.document, &[from, to]);
                told.done = paste(&mut self.document, &text, at).is_ok();
            }
            _ => {
                told.what = format!("duplicate {pair}");
                told.done = !duplicate(&mut self.document, &[from, to], at).is_empty();
            }
        }
        told
    }

    fn add(&mut self, at: Point, told: &mut Told) {
        const KINDS: [Kind; 9] = [
            Kind::Producer,
            Kind::Consumer,
            Kind::Service,
            Kind::Queue,
            Kind::Note,
            Kind::Exchange(ExchangeKind::Direct),
            Kind::Exchange(ExchangeKind::Fanout),
            Kind::Exchange(ExchangeKind::Topic),
            Kind::Exchange(ExchangeKind::Headers),
        ];
        let topology = &self.document.topology;
        let exchange = topology.exchanges.first().map(|exchange| exchange.name.clone());
        let queue = topology.queues.first().map(|queue| queue.name.clone());
        told.what = "add".into();
        told.done = true;
        match (self.below(KINDS.len() + 2), exchange, queue) {
            (0, Some(exchange), _) => drop(add_producer(&mut self.document, &exchange, Some(at))),
            (1, _, Some(queue)) => drop(add_consumer(&mut self.document, &queue, None)),
            (kind, _, _) => drop(add(&mut self.document, KINDS[kind % KINDS.len()], at)),
        }
    }
}

/// All nodes of the drawing.
pub fn nodes(document: &Document) -> Vec<Node> {
    let topology = &document.topology;
    let actors = document.actors.iter().map(|actor| Node::Actor(actor.id));
    let exchanges = topology
        .exchanges
        .iter()
        .map(|exchange| Node::Exchange(exchange.name.clone()));
    let queues = topology
        .queues
        .iter()
        .map(|queue| Node::Queue(queue.name.clone()));
    let notes = document.notes.iter().map(|note| Node::Note(note.id.clone()));
    actors.chain(exchanges).chain(queues).chain(notes).collect()
}

fn ends(binding: &Binding) -> [Node; 2] {
    let destination = match binding.destination_type {
        DestinationType::Queue => Node::Queue(binding.destination.clone()),
        DestinationType::Exchange => Node::Exchange(binding.destination.clone()),
    };
    [Node::Exchange(binding.source.clone()), destination]
}

/// Everything that refers to a part that is not there. Settings may name an exchange that is not there, as in RabbitMQ.
pub fn dangling(document: &Document) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut refer = |from: String, to: Node| {
        if !is_there(document, &to) {
            found.insert(format!("{from} refers to {to}"));
        }
    };
    for binding in &document.topology.bindings {
        ends(binding)
            .into_iter()
            .for_each(|end| refer("a binding".into(), end));
    }
    for actor in &document.actors {
        for subscription in &actor.consumes {
            if let Ok(Some(queue)) =
                Expression::parse_template(&subscription.queue).map(|queue| queue.as_name())
            {
                // What is in another virtual host is declared there, by programs.
                if actor.elsewhere(&document.vhost).is_none() {
                    refer(format!("a subscription of {}", actor.id), Node::Queue(queue));
                }
            }
        }
    }
    for node in document.positions.keys() {
        refer("a position".into(), node.clone());
    }
    let forks = document.lesson.iter().flat_map(|lesson| &lesson.forks);
    let scripts = forks.map(|fork| &fork.script).chain([&document.script]);
    for entry in scripts.flatten() {
        if let Some(id) = entry.action.actor() {
            refer("the script".into(), Node::Actor(id));
        }
    }
    found
}

/// What nodes are and how they are joined, up to their names: kinds with settings, and edges with the kinds of their ends.
pub fn shape(document: &Document, nodes: &[Node]) -> Vec<String> {
    let mut shape: Vec<String> = nodes.iter().map(|node| kind(document, node)).collect();
    let plan = Plan::of(document);
    for edge in &plan.edges {
        if nodes.contains(&edge.id.from) && nodes.contains(&edge.id.to) {
            let (from, to) = (kind(document, &edge.id.from), kind(document, &edge.id.to));
            shape.push(format!("{from} {:?} {} {to}", edge.id.kind, edge.gates.len()));
        }
    }
    shape.sort();
    shape
}

fn kind(document: &Document, node: &Node) -> String {
    let topology = &document.topology;
    match node {
        Node::Exchange(name) => {
            let exchange = topology.exchange(name).expect("there");
            format!(
                "{} {} {}",
                exchange.kind,
                exchange.durable,
                exchange.arguments.len()
            )
        }
        Node::Queue(name) => {
            let queue = topology.queue(name).expect("there");
            let arguments: Vec<&str> = queue.arguments.iter().map(|(key, _)| key).collect();
            format!("queue {} {arguments:?}", queue.durable)
        }
        Node::Actor(id) => {
            let actor = document.actor(*id).expect("there");
            let prefetch: Vec<u16> = actor
                .consumes
                .iter()
                .map(|subscription| subscription.prefetch)
                .collect();
            format!("{:?} {} lines {prefetch:?}", actor.kind, actor.program.0.len())
        }
        Node::Note(id) => format!(
            "{:?}",
            document
                .notes
                .iter()
                .find(|note| note.id == *id)
                .map(|note| &note.text)
        ),
        Node::Other(text) => text.clone(),
    }
}
