//! Connecting two nodes: what an edge between them would be, why there can be none, and making it.

use crate::base::value::{Table, Value};
use crate::model::actor::{Actor, ActorKind};
use crate::model::document::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::attached;
use crate::model::edit::names::{declared_by, is_there};
use crate::model::edit::route::{Route, matching_route};
use crate::model::expression::Expression;
use crate::model::node::Node;
use crate::model::program::walk::each_statement;
use crate::model::program::{Publish, StatementKind};
use crate::model::topology::{Binding, DestinationType};

/// The arguments that lead from a queue, and from an exchange, to an exchange.
pub const DEAD_LETTER_EXCHANGE: &str = "x-dead-letter-exchange";
pub const DEAD_LETTER_KEY: &str = "x-dead-letter-routing-key";
pub const ALTERNATE_EXCHANGE: &str = "alternate-exchange";

/// What an edge from one node to another can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// An actor publishes to an exchange.
    Publish,
    /// An actor publishes to a queue, through the default exchange.
    PublishToQueue,
    /// A binding from an exchange to a queue.
    BindQueue,
    /// A binding from an exchange to an exchange.
    BindExchange,
    /// An exchange hands what no binding takes to another one.
    Alternate,
    /// An actor consumes from a queue.
    Consume,
    /// A queue's dead letters go to an exchange.
    DeadLetter,
    /// A queue's dead letters go to a queue, through the default exchange.
    DeadLetterToQueue,
}

/// Why a change of an edge cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One of the nodes, or the edge, is not in the drawing.
    NotThere,
    /// An actor in another virtual host reaches nothing in this one (R-VH-1).
    Elsewhere,
    /// Both ends are the same node.
    Itself,
    /// Notes and what is not known have no edges.
    NoEnds,
    /// Actors talk through exchanges and queues, never directly.
    BetweenActors,
    /// Exchanges lead to queues and exchanges: to read, an actor consumes from a queue.
    ExchangeToActor,
    /// A producer does not consume; a service can do both.
    ProducerConsumes,
    /// The default exchange leads to every queue by its name already, and takes no bindings (R-EX-1).
    DefaultExchange,
    /// Clients cannot publish to an internal exchange.
    Internal,
    /// The very same connection is there already.
    AlreadyThere,
    /// The queue's dead letters go to another exchange (or by the default exchange to a queue).
    HasDeadLetters { exchange: String },
    /// The exchange has another alternate exchange.
    HasAlternate { exchange: String },
    /// What enters a queue leaves it to consumers, or as a dead letter; it is not passed on.
    QueueOnlyDeadLetters,
    /// Messages of a stream do not die.
    Stream,
    /// The setting comes from a policy, which is about other nodes, too.
    ByPolicy { policy: String },
    /// It is declared by an actor's program, which alone can change it.
    InProgram { actor: u32 },
}

/// What a new connection should be, where the usual is not meant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Without one, the first of [`connections`].
    pub connection: Option<Connection>,
    /// The key of a binding or a publish; without one, a key that lets messages through.
    pub key: Option<String>,
    /// The arguments of a binding.
    pub arguments: Table,
}

impl Connection {
    /// The kind of edge that stands for it.
    pub fn edge_kind(self) -> EdgeKind {
        match self {
            Connection::Publish | Connection::PublishToQueue => EdgeKind::Publish,
            Connection::BindQueue | Connection::BindExchange => EdgeKind::Binding,
            Connection::Alternate => EdgeKind::Alternate,
            Connection::Consume => EdgeKind::Consume,
            Connection::DeadLetter | Connection::DeadLetterToQueue => EdgeKind::DeadLetter,
        }
    }
}

/// What connecting two nodes would make, or why it can not be done.
pub fn may_connect(document: &Document, from: &Node, to: &Node) -> Result<Connection, Refusal> {
    connections(document, from, to).map(|connections| connections[0])
}

/// All that an edge between two nodes can newly be, the usual first; never empty.
pub fn connections(document: &Document, from: &Node, to: &Node) -> Result<Vec<Connection>, Refusal> {
    let mut refusal = None;
    let mut all = legal(document, from, to)?;
    all.retain(|connection| match hindrance(document, *connection, from, to) {
        None => true,
        Some(reason) => {
            refusal.get_or_insert(reason);
            false
        }
    });
    match refusal {
        Some(refusal) if all.is_empty() => Err(refusal),
        Some(_) | None => Ok(all),
    }
}

fn is_elsewhere(document: &Document, actor: u32) -> bool {
    let actor = document.actor(actor);
    actor.is_some_and(|actor| actor.elsewhere(&document.vhost).is_some())
}

/// What an edge between two nodes can be by RabbitMQ's rules, whatever is there already; never empty.
pub fn legal(document: &Document, from: &Node, to: &Node) -> Result<Vec<Connection>, Refusal> {
    if !is_there(document, from) || !is_there(document, to) {
        return Err(Refusal::NotThere);
    }
    match (from, to) {
        (Node::Note(_) | Node::Other(_), _) | (_, Node::Note(_) | Node::Other(_)) => Err(Refusal::NoEnds),
        _ if from == to => Err(Refusal::Itself),
        (Node::Actor(id), _) | (_, Node::Actor(id)) if is_elsewhere(document, *id) => Err(Refusal::Elsewhere),
        (Node::Actor(_), Node::Actor(_)) => Err(Refusal::BetweenActors),
        (Node::Actor(_), Node::Exchange(exchange)) => {
            let declared = document.topology.exchange(exchange);
            match declared.is_some_and(|exchange| exchange.internal) {
                true => Err(Refusal::Internal),
                false => Ok(vec![Connection::Publish]),
            }
        }
        (Node::Actor(_), Node::Queue(_)) => Ok(vec![Connection::PublishToQueue]),
        (Node::Exchange(_), Node::Actor(_)) => Err(Refusal::ExchangeToActor),
        (Node::Exchange(name), _) if name.is_empty() => Err(Refusal::DefaultExchange),
        (Node::Exchange(_), Node::Queue(_)) => {
            declared_here(document, from, to).map(|()| vec![Connection::BindQueue])
        }
        (Node::Exchange(_), Node::Exchange(name)) if name.is_empty() => Err(Refusal::DefaultExchange),
        (Node::Exchange(_), Node::Exchange(_)) => exchange_to_exchange(document, from, to),
        (Node::Queue(_), Node::Actor(id)) => match document.actor(*id).map(|actor| &actor.kind) {
            Some(ActorKind::Producer) => Err(Refusal::ProducerConsumes),
            Some(ActorKind::Consumer | ActorKind::Service | ActorKind::Other(_)) | None => {
                Ok(vec![Connection::Consume])
            }
        },
        (Node::Queue(queue), Node::Exchange(_)) => {
            can_dead_letter(document, queue).map(|()| vec![Connection::DeadLetter])
        }
        (Node::Queue(queue), Node::Queue(_)) => {
            can_dead_letter(document, queue).map(|()| vec![Connection::DeadLetterToQueue])
        }
    }
}

/// The drawing is declared before any program runs, so its bindings need parts of the drawing.
fn declared_here(document: &Document, from: &Node, to: &Node) -> Result<(), Refusal> {
    let topology = &document.topology;
    for node in [from, to] {
        let is_here = match node {
            Node::Exchange(name) => topology.exchange_type(name).is_some(),
            Node::Queue(name) => topology.queue(name).is_some(),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => true,
        };
        if let (false, Some(actor)) = (is_here, declared_by(document, node)) {
            return Err(Refusal::InProgram { actor });
        }
    }
    Ok(())
}

fn exchange_to_exchange(document: &Document, from: &Node, to: &Node) -> Result<Vec<Connection>, Refusal> {
    declared_here(document, from, to)?;
    let own = match from {
        Node::Exchange(name) => document.topology.exchange(name).is_some(),
        Node::Queue(_) | Node::Actor(_) | Node::Note(_) | Node::Other(_) => false,
    };
    // What is there from the start takes no arguments.
    Ok(match own {
        true => vec![Connection::BindExchange, Connection::Alternate],
        false => vec![Connection::BindExchange],
    })
}

fn can_dead_letter(document: &Document, queue: &str) -> Result<(), Refusal> {
    match document.topology.queue(queue) {
        Some(queue) if queue.text_argument("x-queue-type") == Some("stream") => Err(Refusal::Stream),
        Some(_) => Ok(()),
        None => match declared_by(document, &Node::Queue(queue.into())) {
            Some(actor) => Err(Refusal::InProgram { actor }),
            None => Err(Refusal::NotThere),
        },
    }
}

/// What is there already and in the way.
fn hindrance(document: &Document, connection: Connection, from: &Node, to: &Node) -> Option<Refusal> {
    let taken = match connection {
        Connection::Publish | Connection::PublishToQueue => publishes(document, from, to),
        Connection::Consume => consumes(document, from, to),
        // Another key makes another binding, but a fanout exchange looks at none.
        Connection::BindQueue | Connection::BindExchange => {
            let is_fanout = kind_of(document, from) == Some("fanout");
            is_fanout && bindings(document, from, to).next().is_some()
        }
        Connection::Alternate => return has_alternate(document, from, to),
        Connection::DeadLetter | Connection::DeadLetterToQueue => {
            return has_dead_letters(document, from, to);
        }
    };
    taken.then_some(Refusal::AlreadyThere)
}

fn has_alternate(document: &Document, from: &Node, to: &Node) -> Option<Refusal> {
    let exchange = document.topology.exchange(name(from))?;
    let alternate = exchange.arguments.get(ALTERNATE_EXCHANGE)?.as_text()?;
    Some(match alternate == name(to) {
        true => Refusal::AlreadyThere,
        false => Refusal::HasAlternate {
            exchange: alternate.into(),
        },
    })
}

fn has_dead_letters(document: &Document, from: &Node, to: &Node) -> Option<Refusal> {
    let queue = document.topology.queue(name(from))?;
    let exchange = queue.text_argument(DEAD_LETTER_EXCHANGE)?;
    Some(
        match dead_letters_go_to(exchange, queue.text_argument(DEAD_LETTER_KEY)) == *to {
            true => Refusal::AlreadyThere,
            false => Refusal::HasDeadLetters {
                exchange: exchange.into(),
            },
        },
    )
}

/// The node that dead letters are drawn to.
pub fn dead_letters_go_to(exchange: &str, key: Option<&str>) -> Node {
    match (exchange, key) {
        ("", Some(queue)) => Node::Queue(queue.into()),
        (exchange, _) => Node::Exchange(exchange.into()),
    }
}

/// The name of an exchange or a queue.
pub fn name(node: &Node) -> &str {
    match node {
        Node::Exchange(name) | Node::Queue(name) | Node::Note(name) | Node::Other(name) => name,
        Node::Actor(_) => "",
    }
}

/// The actor of a node.
pub fn actor_of<'a>(document: &'a Document, node: &Node) -> Option<&'a Actor> {
    match node {
        Node::Actor(id) => document.actor(*id),
        Node::Exchange(_) | Node::Queue(_) | Node::Note(_) | Node::Other(_) => None,
    }
}

/// The actor of a node, to change it.
pub fn actor_of_mut<'a>(document: &'a mut Document, node: &Node) -> Option<&'a mut Actor> {
    match node {
        Node::Actor(id) => document.actors.iter_mut().find(|actor| actor.id == *id),
        Node::Exchange(_) | Node::Queue(_) | Node::Note(_) | Node::Other(_) => None,
    }
}

fn kind_of<'a>(document: &'a Document, exchange: &Node) -> Option<&'a str> {
    document.topology.exchange_type(name(exchange))
}

/// Whether a statement publishes to a node.
pub fn publishes_to(kind: &StatementKind, to: &Node) -> bool {
    let StatementKind::Publish(publish) = kind else {
        return false;
    };
    match to {
        Node::Exchange(exchange) => publish.exchange == Expression::text(exchange),
        Node::Queue(queue) => {
            publish.exchange == Expression::text("") && publish.key == Expression::text(queue)
        }
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => false,
    }
}

/// The publishes of an actor to a node.
pub fn publishes_of(actor: &Actor, to: &Node) -> Vec<Publish> {
    let mut found = Vec::new();
    let Ok(tree) = actor.program.tree() else {
        return found;
    };
    for handler in &tree.handlers {
        each_statement(&handler.body, &mut |statement| {
            if let (true, StatementKind::Publish(publish)) =
                (publishes_to(&statement.kind, to), &statement.kind)
            {
                found.push(publish.clone());
            }
        });
    }
    found
}

fn publishes(document: &Document, from: &Node, to: &Node) -> bool {
    actor_of(document, from).is_some_and(|actor| !publishes_of(actor, to).is_empty())
}

fn consumes(document: &Document, from: &Node, to: &Node) -> bool {
    actor_of(document, to).is_some_and(|actor| !attached::subscriptions(actor, name(from)).is_empty())
}

/// The type of destination that a node is.
pub fn destination_type(node: &Node) -> DestinationType {
    match node {
        Node::Exchange(_) => DestinationType::Exchange,
        Node::Queue(_) | Node::Actor(_) | Node::Note(_) | Node::Other(_) => DestinationType::Queue,
    }
}

/// Whether a binding leads from one node to another.
pub fn leads(binding: &Binding, from: &Node, to: &Node) -> bool {
    *from == Node::Exchange(binding.source.clone())
        && binding.destination == name(to)
        && binding.destination_type == destination_type(to)
}

/// The bindings between two nodes, in the document's order.
pub fn bindings<'a>(
    document: &'a Document,
    from: &'a Node,
    to: &'a Node,
) -> impl Iterator<Item = &'a Binding> {
    document
        .topology
        .bindings
        .iter()
        .filter(move |binding| leads(binding, from, to))
}

/// Whether the broker holds two bindings for one (R-EX-5).
pub fn is_same(one: &Binding, other: &Binding) -> bool {
    one.source == other.source
        && one.destination == other.destination
        && one.destination_type == other.destination_type
        && one.routing_key == other.routing_key
        && one.arguments == other.arguments
}

/// Connects two nodes.
pub fn connect(
    document: &mut Document,
    from: &Node,
    to: &Node,
    options: &Options,
) -> Result<EdgeId, Refusal> {
    let possible = connections(document, from, to)?;
    let connection = options.connection.unwrap_or(possible[0]);
    if !possible.contains(&connection) {
        let hindered = hindrance(document, connection, from, to);
        return Err(hindered.unwrap_or(Refusal::NoEnds));
    }
    match connection {
        Connection::Publish | Connection::PublishToQueue => publish(document, from, to, options),
        Connection::BindQueue | Connection::BindExchange => bind(document, from, to, options)?,
        Connection::Alternate => set_alternate(document, from, to),
        Connection::Consume => {
            let queue = name(from);
            actor_of_mut(document, to)
                .into_iter()
                .for_each(|actor| attached::consume(actor, queue));
        }
        Connection::DeadLetter | Connection::DeadLetterToQueue => set_dead_letters(document, from, to),
    }
    Ok(EdgeId {
        kind: connection.edge_kind(),
        from: from.clone(),
        to: to.clone(),
    })
}

fn publish(document: &mut Document, from: &Node, to: &Node, options: &Options) {
    let (exchange, mut route) = match to {
        Node::Queue(queue) => (
            "",
            Route {
                key: queue.clone(),
                ..Route::default()
            },
        ),
        Node::Exchange(exchange) => (exchange.as_str(), matching_route(document, exchange)),
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => return,
    };
    if let (Node::Exchange(_), Some(key)) = (to, &options.key) {
        route.key = key.clone();
    }
    if let Some(actor) = actor_of_mut(document, from) {
        attached::publish(actor, exchange, route);
    }
}

fn bind(document: &mut Document, from: &Node, to: &Node, options: &Options) -> Result<(), Refusal> {
    let kind = kind_of(document, from);
    let mut arguments = options.arguments.clone();
    if kind == Some("headers") && arguments.is_empty() {
        arguments.set("x-match", Value::from("all"));
    }
    let usual = match kind {
        Some("topic") => "#",
        Some("direct") => name(to),
        Some(_) | None => "",
    };
    let binding = Binding {
        source: name(from).into(),
        destination: name(to).into(),
        destination_type: destination_type(to),
        routing_key: options.key.as_deref().unwrap_or(usual).into(),
        arguments,
        ..Binding::default()
    };
    if document
        .topology
        .bindings
        .iter()
        .any(|other| is_same(other, &binding))
    {
        return Err(Refusal::AlreadyThere);
    }
    document.topology.bindings.push(binding);
    Ok(())
}

/// Sets an exchange's alternate exchange.
pub fn set_alternate(document: &mut Document, from: &Node, to: &Node) {
    let exchanges = &mut document.topology.exchanges;
    if let Some(exchange) = exchanges.iter_mut().find(|exchange| exchange.name == name(from)) {
        exchange.arguments.set(ALTERNATE_EXCHANGE, Value::from(name(to)));
    }
}

/// Lets a queue's dead letters go to an exchange, or to a queue by the default exchange.
pub fn set_dead_letters(document: &mut Document, from: &Node, to: &Node) {
    let queues = &mut document.topology.queues;
    if let Some(queue) = queues.iter_mut().find(|queue| queue.name == name(from)) {
        match to {
            Node::Queue(target) => {
                queue.arguments.set(DEAD_LETTER_EXCHANGE, Value::from(""));
                queue.arguments.set(DEAD_LETTER_KEY, Value::from(target.as_str()));
            }
            Node::Exchange(_) | Node::Actor(_) | Node::Note(_) | Node::Other(_) => {
                queue.arguments.set(DEAD_LETTER_EXCHANGE, Value::from(name(to)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
