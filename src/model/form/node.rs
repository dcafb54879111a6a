//! Queues and exchanges of the drawing.

use crate::model::document::Document;
use crate::model::form::{What, Wrong, flag};
use crate::model::node::Node;
use crate::model::topology::{Exchange, Queue};

pub fn read(document: &Document, node: &Node, what: What) -> Option<String> {
    match node {
        Node::Queue(name) => of_queue(document.topology.queue(name)?, what),
        Node::Exchange(name) => of_exchange(document.topology.exchange(name)?, what),
        Node::Note(id) => match what {
            What::Words(tongue) => {
                let note = document.notes.iter().find(|note| note.id == *id)?;
                Some(tongue.of(&note.text).into())
            }
            _ => None,
        },
        Node::Actor(_) | Node::Other(_) => None,
    }
}

fn of_queue(queue: &Queue, what: What) -> Option<String> {
    Some(match what {
        What::Name => queue.name.clone(),
        What::Durable => flag(queue.durable),
        What::AutoDelete => flag(queue.auto_delete),
        What::Argument(argument) => argument.read(argument.name(), &queue.arguments),
        _ => return None,
    })
}

fn of_exchange(exchange: &Exchange, what: What) -> Option<String> {
    Some(match what {
        What::Name => exchange.name.clone(),
        What::Type => exchange.kind.clone(),
        What::Durable => flag(exchange.durable),
        What::AutoDelete => flag(exchange.auto_delete),
        What::Internal => flag(exchange.internal),
        What::Argument(argument) => argument.read(argument.name(), &exchange.arguments),
        _ => return None,
    })
}

pub fn write(document: &mut Document, node: &Node, what: What, text: &str) -> Result<(), Wrong> {
    let topology = &mut document.topology;
    let is_on = text == "true";
    match node {
        Node::Queue(name) => {
            let found = topology.queues.iter_mut().find(|queue| queue.name == *name);
            let queue = found.ok_or(Wrong::Gone)?;
            match what {
                What::Durable => queue.durable = is_on,
                What::AutoDelete => queue.auto_delete = is_on,
                What::Argument(argument) => argument.write(argument.name(), &mut queue.arguments, text),
                _ => return Err(Wrong::Gone),
            }
        }
        Node::Exchange(name) => {
            let mut exchanges = topology.exchanges.iter_mut();
            let found = exchanges.find(|exchange| exchange.name == *name);
            let exchange = found.ok_or(Wrong::Gone)?;
            match what {
                What::Type => exchange.kind = text.into(),
                What::Durable => exchange.durable = is_on,
                What::AutoDelete => exchange.auto_delete = is_on,
                What::Internal => exchange.internal = is_on,
                What::Argument(argument) => argument.write(argument.name(), &mut exchange.arguments, text),
                _ => return Err(Wrong::Gone),
            }
        }
        Node::Note(id) => {
            let found = document.notes.iter_mut().find(|note| note.id == *id);
            let note = found.ok_or(Wrong::Gone)?;
            match what {
                What::Words(tongue) => *tongue.of_mut(&mut note.text) = text.into(),
                _ => return Err(Wrong::Gone),
            }
        }
        Node::Actor(_) | Node::Other(_) => return Err(Wrong::Gone),
    }
    Ok(())
}
