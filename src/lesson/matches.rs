//! Which bindings of the drawing matched which messages when these were published: the broker's own verdicts, heard by
//! making the publishing steps again with somebody watching.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::sorted::SortedMap;
use crate::broker::reason::Reason;
use crate::broker::view::Destination;
use crate::broker::{BindingId, Event as Fact, MessageHandle};
use crate::model::document::Document;
use crate::model::topology::{Binding, DestinationType};
use crate::run::{History, step};
use crate::world::{Event, World};

/// Messages by the identifier of a binding that matched them.
pub type Matches = SortedMap<String, Vec<MessageId>>;

/// Reads the branch that the history looks at. Every binding with an identifier is in it.
pub fn read(document: &Document, history: &mut History) -> Matches {
    let named = document
        .topology
        .bindings
        .iter()
        .filter(|binding| !binding.id.is_empty());
    let mut matches: Matches = named.map(|binding| (binding.id.clone(), Vec::new())).collect();
    if matches.is_empty() {
        return matches;
    }
    for at in 1..=history.steps() {
        let published: Vec<MessageHandle> = history.events(at).iter().filter_map(published).gather();
        if published.is_empty() {
            continue;
        }
        let mut world = history.world(at - 1).clone();
        let reasons = step::watch(&mut world, history.choices(at), &mut Vec::new());
        for (message, binding) in reasons.iter().filter_map(matched) {
            if published.contains(&message)
                && let Some(id) = id_of(document, &world, binding)
                && let Some(messages) = matches.get_mut(id)
            {
                messages.push(world.broker().message(message).label);
            }
        }
    }
    matches
}

fn published(event: &Event) -> Option<MessageHandle> {
    match event {
        Event::Broker(Fact::Published { message, .. }) => Some(*message),
        _ => None,
    }
}

fn matched(reason: &Reason) -> Option<(MessageHandle, BindingId)> {
    match reason {
        Reason::BindingTried {
            message,
            binding,
            matched: true,
        } => Some((*message, *binding)),
        _ => None,
    }
}

/// What the drawing calls a binding of the broker.
fn id_of<'a>(document: &'a Document, world: &World, binding: BindingId) -> Option<&'a str> {
    let broker = world.broker();
    let view = broker.binding(binding)?;
    let (kind, destination) = match view.destination {
        Destination::Queue(queue) => (DestinationType::Queue, broker.queue_name(queue)),
        Destination::Exchange(exchange) => (DestinationType::Exchange, broker.exchange_name(exchange)),
    };
    let source = world.name(broker.exchange_name(view.source));
    let same = |drawn: &&Binding| {
        drawn.source == source
            && drawn.destination_type == kind
            && drawn.destination == world.name(destination)
            && drawn.routing_key == world.name(view.routing_key)
            && drawn.arguments == *view.arguments
    };
    document
        .topology
        .bindings
        .iter()
        .find(same)
        .map(|drawn| drawn.id.as_str())
}
