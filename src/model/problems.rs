//! What a reviewer of the drawing would notice: hardly anything here is a mistake to RabbitMQ, and all of it is rarely
//! meant. As data, each with its place and, where there is one, a mend.
//!
//! What is said here follows from the drawing alone. What only shows while it runs is not guessed at.

mod dead_letters;
mod keys;
mod mend;
mod programs;
mod readers;
#[cfg(test)]
mod tests;

use crate::base::time::Ms;
use crate::base::value::Value;
use crate::model::actor::Actor;
use crate::model::diagnostic::Code;
use crate::model::document::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::BadName;
use crate::model::form::{Argument, Reaches, Setter};
use crate::model::node::Node;
use crate::model::topology::{Exchange, Queue};

pub use mend::mend;
pub use programs::{Remark, Spot, remarks};

use keys::Bound;
use readers::Readers;

/// Something worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub place: ProblemPlace,
    pub what: Noticed,
    pub mend: Option<Mend>,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemPlace {
    Node(Node),
    Edge(EdgeId),
}

/// What was noticed.
#[derive(Clone, Debug, PartialEq)]
pub enum Noticed {
    /// Nobody consumes from the queue, and its messages do not expire into a dead-letter exchange either.
    NobodyReads { queue: String },
    /// No binding starts at the exchange, and it has no alternate exchange: whatever is published there is lost.
    NothingBound { exchange: String },
    /// Dead letters of the queue are lost: there is no such exchange.
    NoDeadLetterExchange { queue: String, exchange: String },
    /// What no binding takes is lost: there is no such exchange.
    NoAlternateExchange { exchange: String, alternate: String },
    /// No binding of the exchange matches the key of a publish.
    NoBindingMatches {
        actor: u32,
        exchange: String,
        key: String,
    },
    /// Dead letters come back to where they died, and nobody reads on the way: the broker drops them (R-DL-6).
    DeadLetterLoop { queues: Vec<String> },
    /// A consumer that is slow takes all messages of the queue at once.
    NoPrefetch { actor: u32, queue: String, work_ms: Ms },
    /// Messages expire while the only consumer works on one of them.
    TtlBelowWork {
        queue: String,
        ttl_ms: Ms,
        actor: u32,
        work_ms: Ms,
    },
    /// A word of a binding's key has a wildcard beside other letters: it stands for nothing but these (R-RT-5).
    HalfWild {
        exchange: String,
        destination: String,
        word: String,
    },
    /// An actor says what cannot be read, or names what is not there.
    Amiss { code: Code, spot: Option<Spot> },
    /// RabbitMQ refuses the name.
    RefusedName { node: Node, reason: BadName },
}

/// What would put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A consumer for the queue.
    AddConsumer { queue: String },
    /// A queue that is bound to the exchange, with this key or one that lets messages through; of the default exchange,
    /// the queue that the key names.
    AddQueue { exchange: String, key: Option<String> },
    /// A time to live that work does not outlast.
    SetTtl { queue: String, ttl_ms: Ms },
    /// The exchange that is named, with a queue for all that comes.
    AddExchange { exchange: String },
    /// One message at a time.
    SetPrefetch {
        actor: u32,
        queue: String,
        prefetch: u16,
    },
    /// The word in a program that was probably meant.
    Correct { actor: u32, spot: Spot },
    /// A name that is fine.
    Rename { node: Node, name: String },
}

/// All problems of a drawing, by place in the document's order.
pub fn problems(document: &Document) -> Vec<Problem> {
    let mut found = Vec::new();
    let looked = Looked {
        document,
        readers: Readers::of(document),
        reach: Reaches::of(document),
        bound: keys::bound(document),
    };
    names(document, &mut found);
    keys::find(&looked, &mut found);
    dead_letters::find(&looked, &mut found);
    readers::find(&looked, &mut found);
    programs::find(&looked, &mut found);
    found
}

/// A document, and what is found out about it once.
struct Looked<'a> {
    document: &'a Document,
    readers: Readers,
    reach: Reaches<'a>,
    /// The exchanges that something is bound to, in the drawing or by a program; of the latter the programs alone know
    /// the keys.
    bound: Bound,
}

impl Looked<'_> {
    /// What holds for a queue, and who says so.
    fn holds<'b>(&'b self, queue: &'b Queue, argument: Argument) -> Option<(Setter<'b>, &'b Value)> {
        let own = queue.arguments.get(argument.name());
        self.reach.holds(&Node::Queue(queue.name.clone()), argument, own)
    }

    /// A setting of a queue: its own argument, or what its policies say.
    fn queue<'b>(&'b self, queue: &'b Queue, argument: Argument) -> Option<&'b Value> {
        self.holds(queue, argument).map(|(_, value)| value)
    }

    /// The alternate exchange of an exchange.
    fn alternate<'b>(&'b self, exchange: &'b Exchange) -> Option<&'b Value> {
        let argument = Argument::AlternateExchange;
        let own = exchange.arguments.get(argument.name());
        let node = Node::Exchange(exchange.name.clone());
        self.reach.holds(&node, argument, own).map(|(_, value)| value)
    }
}

/// The actors of the document's virtual host: what others name is not in the drawing.
fn at_home(document: &Document) -> impl Iterator<Item = &Actor> {
    let actors = document.actors.iter();
    actors.filter(|actor| actor.elsewhere(&document.vhost).is_none())
}

fn at(node: Node, what: Noticed, mend: Option<Mend>) -> Problem {
    let place = ProblemPlace::Node(node);
    Problem { place, what, mend }
}

/// Names that the broker refuses to declare.
fn names(document: &Document, found: &mut Vec<Problem>) {
    let topology = &document.topology;
    let exchanges = topology
        .exchanges
        .iter()
        .map(|exchange| Node::Exchange(exchange.name.clone()));
    let queues = topology
        .queues
        .iter()
        .map(|queue| Node::Queue(queue.name.clone()));
    for node in exchanges.chain(queues) {
        if let Some(reason) = refused(&node) {
            let name = mend::better_name(document, &node);
            let mend = name.map(|name| Mend::Rename {
                node: node.clone(),
                name,
            });
            let what = Noticed::RefusedName {
                node: node.clone(),
                reason,
            };
            found.push(at(node, what, mend));
        }
    }
}

fn refused(node: &Node) -> Option<BadName> {
    let (Node::Exchange(name) | Node::Queue(name)) = node else {
        return None;
    };
    let (bytes, limit) = (name.len(), 255);
    if bytes > limit {
        return Some(BadName::TooLong { bytes, limit });
    }
    name.starts_with("amq.").then_some(BadName::Reserved)
}

fn publish_edge(actor: u32, exchange: &str) -> ProblemPlace {
    ProblemPlace::Edge(EdgeId {
        kind: EdgeKind::Publish,
        from: Node::Actor(actor),
        to: Node::Exchange(exchange.into()),
    })
}
