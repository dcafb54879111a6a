//! Names: whether a node is there, whether a name is in use, and new ones.

use crate::model::actor::Actor;
use crate::model::document::Document;
use crate::model::lesson::mention::About;
use crate::model::node::Node;
use crate::model::program::mention::{Mention, Mentioned, mentions};
use crate::model::topology::{Binding, DestinationType};

/// Whether the drawing has a node: declared, there from the start, or declared by a program.
pub fn is_there(document: &Document, node: &Node) -> bool {
    let topology = &document.topology;
    match node {
        Node::Exchange(name) => {
            topology.exchange_type(name).is_some() || declared_by(document, node).is_some()
        }
        Node::Queue(name) => topology.queue(name).is_some() || declared_by(document, node).is_some(),
        Node::Actor(id) => document.actor(*id).is_some(),
        Node::Note(id) => document.notes.iter().any(|note| note.id == *id),
        Node::Other(_) => false,
    }
}

/// The actor whose program declares a queue or an exchange in the document's virtual host.
pub fn declared_by(document: &Document, node: &Node) -> Option<u32> {
    let declares = |actor: &&Actor| {
        each_mention(actor).any(|mention| match node {
            Node::Exchange(name) => mention.what == Mentioned::NewExchange && mention.name == *name,
            Node::Queue(name) => mention.what == Mentioned::NewQueue && mention.name == *name,
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => false,
        })
    };
    let mut here = document
        .actors
        .iter()
        .filter(|actor| actor.elsewhere(&document.vhost).is_none());
    here.find(declares).map(|actor| actor.id)
}

/// What an actor's declarations and program name.
pub fn each_mention(actor: &Actor) -> impl Iterator<Item = Mention> {
    mentions(&actor.declares.0)
        .into_iter()
        .chain(mentions(&actor.program.0))
}

/// Whether a name is in use: by a node, or by something that would then mean the new one.
pub fn is_taken(document: &Document, node: &Node) -> bool {
    is_there(document, node)
        || match node {
            Node::Exchange(name) => names_exchange(document, name),
            Node::Queue(name) => names_queue(document, name),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => document.positions.contains_key(node),
        }
}

fn names_exchange(document: &Document, name: &str) -> bool {
    let bound = |binding: &Binding| {
        let is_destination =
            binding.destination_type == DestinationType::Exchange && binding.destination == name;
        binding.source == name || is_destination
    };
    document.topology.bindings.iter().any(bound)
        || mentions_any(document, |mention| {
            matches!(mention.what, Mentioned::Exchange | Mentioned::NewExchange) && mention.name == name
        })
}

fn names_queue(document: &Document, name: &str) -> bool {
    let bound =
        |binding: &Binding| binding.destination_type == DestinationType::Queue && binding.destination == name;
    document.topology.bindings.iter().any(bound)
        || mentions_any(document, |mention| {
            matches!(mention.what, Mentioned::Queue | Mentioned::NewQueue) && mention.name == name
        })
}

fn mentions_any(document: &Document, is_it: impl Fn(&Mention) -> bool) -> bool {
    let mut here = document
        .actors
        .iter()
        .filter(|actor| actor.elsewhere(&document.vhost).is_none());
    here.any(|actor| each_mention(actor).any(|mention| is_it(&mention)))
}

/// What else has a name.
pub fn namesakes(document: &Document, about: About, name: &str) -> Vec<About> {
    let mut others = Vec::new();
    for (other, is_there) in [
        (About::Exchange, is_there(document, &Node::Exchange(name.into()))),
        (About::Queue, is_there(document, &Node::Queue(name.into()))),
        (About::Actor, document.actor_named(name).is_some()),
    ] {
        if other != about && is_there {
            others.push(other);
        }
    }
    others
}

/// A name that is not taken: `producer-1`.
pub fn unique_name(stem: &str, is_taken: impl Fn(&str) -> bool) -> String {
    (1u32..)
        .map(|number| format!("{stem}-{number}"))
        .find(|name| !is_taken(name))
        .expect("there are fewer names than numbers")
}

/// The queue of a subscription is a template; a name with braces escapes them.
pub fn as_template(name: &str) -> String {
    name.replace('\\', "\\\\").replace('{', "\\{").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Expression;

    #[test]
    fn a_name_is_a_template_of_itself() {
        for name in ["q", "q{1}", "a\\b", "\\{"] {
            assert_eq!(
                Expression::parse_template(&as_template(name)),
                Ok(Expression::text(name))
            );
        }
    }
}
