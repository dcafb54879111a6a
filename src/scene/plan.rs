//! What there is to draw: the document's nodes and edges with all that does not change from step to step.
//!
//! Names of queues and exchanges that a program computes while it runs are not known here; what the world then has in
//! addition is added with [`Plan::add_queue`] and its like.

mod programs;
mod text;
mod world;

use crate::base::gather::Gather;
use crate::base::sorted::SortedMap;
use crate::base::value::{Table, Value};
use crate::model::edge::draws_default_exchange;
use crate::model::topology::{DestinationType, PREDECLARED_EXCHANGES};
use crate::model::{Actor, ActorKind, Document, Node, Note, Point, topology};
use crate::scene::edge::{DeathCause, EdgeId, EdgeKind, PillText};
use crate::scene::node::NodeKind;
use programs::{Outline, Target};
use std::rc::Rc;

pub use text::{QueueSettings, badge_width, badges_of_exchange, badges_of_queue, span};

/// All nodes and edges, in the document's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub nodes: Vec<PlanNode>,
    pub edges: Vec<PlanEdge>,
}

/// A node without a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanNode {
    pub id: Node,
    pub kind: NodeKind,
    pub name: Rc<str>,
    /// The type of an exchange.
    pub type_name: Rc<str>,
    pub badges: Vec<PlanBadge>,
    /// A queue whose slots have room for a countdown.
    pub is_tall: bool,
    /// Where the document puts it.
    pub position: Option<Point>,
    /// The words of a note, in each language; the program of a service.
    pub words: [Rc<str>; 2],
    pub lines: Vec<Rc<str>>,
}

/// A badge and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanBadge {
    pub text: Rc<str>,
    pub is_dead_letter: bool,
    pub title: Rc<str>,
}

/// An edge without a way.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanEdge {
    pub id: EdgeId,
    pub gates: Vec<Gate>,
}

/// What is written on an edge.
#[derive(Clone, Debug, PartialEq)]
pub enum Gate {
    /// A binding with its key and arguments; its name in the lesson may be empty. `text` is what its pill says: the key,
    /// or the headers that it asks for; empty where nothing is compared.
    Binding {
        id: Rc<str>,
        key: Rc<str>,
        arguments: Table,
        text: Rc<str>,
    },
    /// Something else.
    Word(PillText),
}

impl Plan {
    /// What the document says.
    pub fn of(document: &Document) -> Plan {
        let mut plan = Plan::default();
        let names_default = draws_default_exchange(document);
        let outlines: Vec<Outline> = document
            .actors
            .iter()
            .map(|actor| Outline::of(actor, &document.vhost))
            .gather();
        let is_tall = outlines.iter().any(|outline| outline.sets_expiration);
        plan.nodes.extend(document.actors.iter().map(actor_node));
        plan.nodes
            .extend(shown_exchanges(document, &outlines, names_default));
        for exchange in outlines.iter().flat_map(|outline| &outline.exchanges) {
            plan.add_exchange(exchange);
        }
        let queues = outlines.iter().flat_map(|outline| &outline.queues);
        for queue in document.topology.queues.iter().chain(queues) {
            let exclusive = outlines
                .iter()
                .any(|outline| outline.exclusive.contains(&queue.name));
            plan.add_queue(
                &queue.name,
                &QueueSettings {
                    exclusive,
                    ..QueueSettings::of(queue)
                },
                is_tall,
            );
        }
        plan.nodes.extend(document.notes.iter().map(note_node));
        for node in &mut plan.nodes {
            node.position = document.positions.get(&node.id).copied().or(node.position);
        }
        plan.add_edges(document, &outlines, names_default);
        plan
    }

    fn add_edges(&mut self, document: &Document, outlines: &[Outline], names_default: bool) {
        for (actor, outline) in document.actors.iter().zip(outlines) {
            self.add_publishes(actor, &outline.targets, names_default);
            for queue in &outline.sources {
                self.add_subscription(queue, actor.id);
            }
        }
        let bindings = outlines.iter().flat_map(|outline| &outline.bindings);
        for binding in document.topology.bindings.iter().chain(bindings) {
            self.add_binding(binding);
        }
        let exchanges = outlines.iter().flat_map(|outline| &outline.exchanges);
        for exchange in document.topology.exchanges.iter().chain(exchanges) {
            self.add_alternate(&exchange.name, &exchange.arguments, "alternate-exchange");
        }
        let queues = outlines.iter().flat_map(|outline| &outline.queues);
        for queue in document.topology.queues.iter().chain(queues) {
            self.add_dead_letters(&queue.name, &queue.arguments, "x-");
        }
    }

    /// The node with this id.
    pub fn node(&self, id: &Node) -> Option<&PlanNode> {
        self.nodes.iter().find(|node| node.id == *id)
    }

    /// A queue, unless it is there already. `is_tall` keeps room for countdowns even without a time to live of its own.
    pub fn add_queue(&mut self, name: &str, settings: &QueueSettings, is_tall: bool) {
        let id = Node::Queue(name.into());
        if self.node(&id).is_none() {
            let mut node = PlanNode::new(id, NodeKind::Queue, name);
            node.badges = badges_of_queue(settings);
            node.is_tall = is_tall || settings.message_ttl_ms.is_some();
            self.nodes.push(node);
        }
    }

    /// An exchange, unless it is there already.
    pub fn add_exchange(&mut self, exchange: &topology::Exchange) {
        if self.node(&Node::Exchange(exchange.name.clone())).is_none() {
            self.nodes.push(exchange_node(exchange));
        }
    }

    /// A binding, unless it is there already. Bindings with the same ends share an edge.
    pub fn add_binding(&mut self, binding: &topology::Binding) {
        let EdgeId {
            from: source,
            to: destination,
            ..
        } = EdgeId::of_binding(binding);
        let gate = Gate::Binding {
            id: binding.id.as_str().into(),
            key: binding.routing_key.as_str().into(),
            arguments: binding.arguments.clone(),
            text: self.gate_text(&source, binding).into(),
        };
        let known = |other: &Gate| match (other, &gate) {
            (
                Gate::Binding { key, arguments, .. },
                Gate::Binding {
                    key: new_key,
                    arguments: new_arguments,
                    ..
                },
            ) => key == new_key && arguments == new_arguments,
            (Gate::Binding { .. } | Gate::Word(_), _) => false,
        };
        if let Some(edge) = self.edge(EdgeKind::Binding, source, destination)
            && !edge.gates.iter().any(known)
        {
            edge.gates.push(gate);
        }
    }

    /// Deliveries from a queue to an actor.
    pub fn add_subscription(&mut self, queue: &str, actor: u32) {
        self.edge(EdgeKind::Consume, Node::Queue(queue.into()), Node::Actor(actor));
    }

    /// The way of what no binding of an exchange takes, by its arguments or a policy's settings.
    pub fn add_alternate(&mut self, exchange: &str, settings: &Table, key: &str) {
        let Some(alternate) = settings.get(key).and_then(Value::as_text) else {
            return;
        };
        let (from, to) = (Node::Exchange(exchange.into()), Node::Exchange(alternate.into()));
        if let Some(edge) = self.edge(EdgeKind::Alternate, from, to) {
            edge.gates = vec![Gate::Word(PillText::Alternate)];
        }
    }

    /// The way of a queue's dead letters, by its arguments (whose names begin with `x-`) or a policy's settings.
    pub fn add_dead_letters(&mut self, queue: &str, settings: &Table, prefix: &str) {
        let setting = |name: &str| settings.get(&format!("{prefix}{name}"));
        let Some(exchange) = setting("dead-letter-exchange").and_then(Value::as_text) else {
            return;
        };
        let key = setting("dead-letter-routing-key").and_then(Value::as_text);
        let target = match (exchange, key) {
            ("", key) if self.node(&Node::Exchange(String::new())).is_none() => {
                Node::Queue(key.unwrap_or_default().into())
            }
            (exchange, _) => Node::Exchange(exchange.into()),
        };
        let mut causes = Vec::new();
        if let Some(Value::Integer(ttl)) = setting("message-ttl") {
            causes.push(DeathCause::Expired {
                ttl_ms: u64::try_from(*ttl).ok(),
            });
        }
        if setting("max-length").is_some() || setting("max-length-bytes").is_some() {
            causes.push(DeathCause::MaxLength);
        }
        if let Some(edge) = self.edge(EdgeKind::DeadLetter, Node::Queue(queue.into()), target) {
            edge.gates = vec![Gate::Word(PillText::DeadLetters(causes))];
        }
    }

    /// What the pill of a binding says, by the type of its exchange.
    fn gate_text(&self, source: &Node, binding: &topology::Binding) -> String {
        match self.node(source).map_or("", |node| &node.type_name) {
            "fanout" => String::new(),
            "headers" => headers_text(&binding.arguments),
            _ if binding.source.is_empty() => String::new(),
            _ if binding.routing_key.is_empty() => "\"\"".into(),
            _ => binding.routing_key.clone(),
        }
    }

    /// The edge between two nodes that are both there, new if need be.
    fn edge(&mut self, kind: EdgeKind, from: Node, to: Node) -> Option<&mut PlanEdge> {
        self.node(&from)?;
        self.node(&to)?;
        let id = EdgeId { kind, from, to };
        let at = match self.edges.iter().position(|edge| edge.id == id) {
            Some(at) => at,
            None => {
                self.edges.push(PlanEdge {
                    id,
                    gates: Vec::new(),
                });
                self.edges.len() - 1
            }
        };
        Some(&mut self.edges[at])
    }

    fn add_publishes(&mut self, actor: &Actor, targets: &[Target], names_default: bool) {
        for target in targets {
            let to = match (target.exchange.as_str(), &target.key) {
                ("", Some(queue)) if !names_default => Node::Queue(queue.clone()),
                ("", None) if !names_default => continue,
                (exchange, _) => Node::Exchange(exchange.into()),
            };
            self.edge(EdgeKind::Publish, Node::Actor(actor.id), to);
            if target.exchange.is_empty()
                && names_default
                && let Some(queue) = &target.key
            {
                self.add_binding(&topology::Binding {
                    destination: queue.clone(),
                    routing_key: queue.clone(),
                    ..topology::Binding::default()
                });
            }
        }
    }
}

/// The declared exchanges, and those of the predeclared ones that something refers to.
fn shown_exchanges(document: &Document, outlines: &[Outline], names_default: bool) -> Vec<PlanNode> {
    let topology = &document.topology;
    let referred = |name: &str| {
        let named = |table: &Table, key: &str| table.get(key).and_then(Value::as_text) == Some(name);
        topology.bindings.iter().any(|binding| {
            let is_destination =
                binding.destination_type == DestinationType::Exchange && binding.destination == name;
            binding.source == name || is_destination
        }) || outlines
            .iter()
            .flat_map(|outline| &outline.targets)
            .any(|target| target.exchange == name)
            || topology
                .queues
                .iter()
                .any(|queue| named(&queue.arguments, "x-dead-letter-exchange"))
            || topology
                .exchanges
                .iter()
                .any(|exchange| named(&exchange.arguments, "alternate-exchange"))
            || document.positions.contains_key(&Node::Exchange(name.into()))
    };
    let predeclared = PREDECLARED_EXCHANGES.iter().filter(|(name, _)| match *name {
        "" => names_default,
        name => referred(name),
    });
    let mut nodes: SortedMap<&str, PlanNode> = SortedMap::new();
    for (name, kind) in predeclared {
        let exchange = topology::Exchange {
            name: (*name).into(),
            kind: (*kind).into(),
            durable: true,
            ..topology::Exchange::default()
        };
        nodes.insert(name, exchange_node(&exchange));
    }
    let declared = topology.exchanges.iter().map(exchange_node);
    nodes.into_values().chain(declared).gather()
}

fn actor_node(actor: &Actor) -> PlanNode {
    let kind = match actor.kind {
        ActorKind::Producer => NodeKind::Producer,
        ActorKind::Consumer => NodeKind::Consumer,
        ActorKind::Service | ActorKind::Other(_) => NodeKind::Service,
    };
    let mut node = PlanNode::new(Node::Actor(actor.id), kind, &actor.name);
    if kind == NodeKind::Service {
        node.lines = actor.program.0.iter().map(|line| line.as_str().into()).gather();
    }
    node
}

fn exchange_node(exchange: &topology::Exchange) -> PlanNode {
    let mut node = PlanNode::new(
        Node::Exchange(exchange.name.clone()),
        NodeKind::Exchange,
        &exchange.name,
    );
    node.type_name = exchange.kind.as_str().into();
    node.badges = badges_of_exchange(exchange);
    node
}

fn note_node(note: &Note) -> PlanNode {
    let mut node = PlanNode::new(Node::Note(note.id.clone()), NodeKind::Note, "");
    node.position = Some(note.at);
    node.words = [note.text.en.as_str().into(), note.text.zh.as_str().into()];
    node
}

impl PlanNode {
    fn new(id: Node, kind: NodeKind, name: &str) -> Self {
        PlanNode {
            id,
            kind,
            name: name.into(),
            type_name: "".into(),
            badges: Vec::new(),
            is_tall: false,
            position: None,
            words: ["".into(), "".into()],
            lines: Vec::new(),
        }
    }
}

/// What a headers binding asks for: `all region=eu level=3`.
fn headers_text(arguments: &Table) -> String {
    let mode = arguments.get("x-match").and_then(Value::as_text).unwrap_or("all");
    let with_x = mode.ends_with("-with-x");
    let counts = |name: &str| name != "x-match" && (with_x || !name.starts_with("x-"));
    let headers = arguments.iter().filter(|(name, _)| counts(name));
    headers.fold(mode.to_string(), |text, (name, value)| match value {
        Value::Void => format!("{text} {name}"),
        Value::Text(value) => format!("{text} {name}={value}"),
        value => format!("{text} {name}={}", value.to_json()),
    })
}
