//! Why an edge cannot be, in words: the reason first and bold, then the way out.

use crate::model::Node;
use crate::model::actor::ActorKind;
use crate::model::edit::Refusal;
use crate::studio::Studio;
use crate::studio::panels::Rich;
use crate::text::{Argument, Entry};
use crate::{entry, key};

impl Studio {
    /// The words of a refusal, for an edge from one node to another.
    pub(super) fn words_of(&self, refusal: &Refusal, from: &Node) -> Rich {
        let is_producer = matches!(from, Node::Actor(id) if self.is_producer(*id));
        self.text.say(why(refusal, is_producer))
    }

    fn is_producer(&self, actor: u32) -> bool {
        let session = self.session.as_ref();
        let actor = session.and_then(|session| session.document().actor(actor));
        actor.is_some_and(|actor| actor.kind == ActorKind::Producer)
    }
}

/// A reason as an entry of the catalogues.
fn why(refusal: &Refusal, from_producer: bool) -> Entry<'_> {
    match refusal {
        Refusal::NotThere => Entry::of(key!("refusal.not_there")),
        Refusal::Elsewhere => Entry::of(key!("refusal.elsewhere")),
        Refusal::Itself => Entry::of(key!("refusal.itself")),
        Refusal::NoEnds => Entry::of(key!("refusal.no_ends")),
        Refusal::BetweenActors if from_producer => Entry::of(key!("refusal.producer_to_actor")),
        Refusal::BetweenActors => Entry::of(key!("refusal.between_actors")),
        Refusal::ExchangeToActor => Entry::of(key!("refusal.exchange_to_actor")),
        Refusal::QueueOnlyDeadLetters => Entry::of(key!("refusal.queue_only_dead_letters")),
        Refusal::ProducerConsumes => Entry::of(key!("refusal.producer_consumes")),
        Refusal::DefaultExchange => Entry::of(key!("refusal.default_exchange")),
        Refusal::Internal => Entry::of(key!("refusal.internal")),
        Refusal::AlreadyThere => Entry::of(key!("refusal.already_there")),
        Refusal::HasDeadLetters { exchange } => {
            entry!(
                "refusal.has_dead_letters",
                exchange = Argument::exchange(exchange)
            )
        }
        Refusal::HasAlternate { exchange } => {
            entry!("refusal.has_alternate", exchange = Argument::exchange(exchange))
        }
        Refusal::Stream => Entry::of(key!("refusal.stream")),
        Refusal::ByPolicy { policy } => entry!("refusal.by_policy", policy = Argument::Plain(policy)),
        Refusal::InProgram { .. } => Entry::of(key!("refusal.in_program")),
    }
}
