//! An event as a log tells it: its kind, who and what it is about, and the one thing worth adding. Small and without
//! words, so that a long run's log fits; words come when a row is to be seen.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::broker::event::{ConsumerEnd, DeathReason, DiscardCause};
use crate::broker::view::Destination;
use crate::broker::{BindingId, ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::world::event::Parcel;
use crate::world::view::InFlightView;
use crate::world::{Event, World};

macro_rules! kinds {
    ($($name:ident $word:literal,)*) => {
        /// The kinds of events, in the order of the filter's chips.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($name,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The word by which the filter finds it, whatever the language.
            pub fn word(self) -> &'static str {
                match self {
                    $(Kind::$name => $word,)*
                }
            }
        }
    };
}

kinds! {
    Published "published",
    Routed "routed",
    Alternate "alternate",
    Enqueued "enqueued",
    Sent "sent",
    Delivered "delivered",
    Fetched "fetched",
    Acked "acked",
    Rejected "rejected",
    Requeued "requeued",
    DeadLettered "dead-lettered",
    Expired "expired",
    Dropped "dropped",
    Unroutable "unroutable",
    Returned "returned",
    Refused "refused",
    Confirmed "confirmed",
    Worked "works",
    Waited "waits",
    Effect "effect",
    Transaction "transaction",
    Declared "declared",
    Bound "bound",
    Consumes "consumes",
    Cancelled "cancelled",
    Deleted "deleted",
    Connected "connected",
    Disconnected "disconnected",
    Closed "closed",
    Failed "failed",
    Restarted "restarted",
    Fault "fault",
}

/// The one thing worth adding to kind, message and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Nothing,
    /// The routing key of a message, or the key of a binding.
    Key(Name),
    /// Its number in the line, from 1.
    Place(u32),
    Redelivered,
    Automatic,
    /// Rejected, to be requeued or not.
    Requeue(bool),
    /// Why it died, and how often it did so there.
    Death {
        reason: DeathReason,
        count: u32,
    },
    NoDeadLetter,
    Discarded(DiscardCause),
    Cycle,
    QueueFull,
    Parcel(Parcel),
    Span(Ms),
    Effect {
        what: Name,
        count: u32,
    },
    Code(u16),
    Messages(u32),
    Line(u32),
    Crashed,
    Cut,
    Lost(Parcel),
    BrokerRestarted,
    Committed,
    RolledBack,
    QueueGone,
    NothingThere,
}

/// An event as the log tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub kind: Kind,
    pub message: Option<MessageId>,
    /// A copy of the message, where the broker has one.
    pub handle: Option<MessageHandle>,
    pub from: Option<Name>,
    pub to: Option<Name>,
    pub detail: Detail,
}

/// What telling needs: the world after the step.
struct Teller<'a> {
    world: &'a World,
    events: &'a [Event],
}

impl Told {
    /// The events of a step, one by one. What is told twice, as sending and as arriving at once, is told once.
    pub fn of(world: &World, events: &[Event]) -> Vec<Told> {
        let teller = Teller { world, events };
        events.iter().filter_map(|event| teller.tell(event)).gather()
    }

    /// Whether it is what another world tells, whose names have other numbers, and where some things have other names.
    fn is_like(&self, world: &World, other: &Told, others: &World, renamed: &[Renamed]) -> bool {
        let alike = |one: Name, other: Name| {
            let (new, old) = (world.name(one), others.name(other));
            new == old || renamed.iter().any(|of| of.old == old && of.new == new)
        };
        let same = |one: Option<Name>, other: Option<Name>| match (one, other) {
            (Some(one), Some(other)) => alike(one, other),
            (one, other) => one == other,
        };
        let details = match (self.detail, other.detail) {
            (Detail::Key(one), Detail::Key(other)) => alike(one, other),
            (
                Detail::Effect { what, count },
                Detail::Effect {
                    what: of,
                    count: times,
                },
            ) => alike(what, of) && count == times,
            (one, other) => one == other,
        };
        self.kind == other.kind
            && self.message == other.message
            && same(self.from, other.from)
            && same(self.to, other.to)
            && details
    }

    fn new(kind: Kind) -> Told {
        Told {
            kind,
            message: None,
            handle: None,
            from: None,
            to: None,
            detail: Detail::Nothing,
        }
    }

    fn from(mut self, name: Name) -> Told {
        self.from = Some(name);
        self
    }

    fn to(mut self, name: Name) -> Told {
        self.to = Some(name);
        self
    }

    fn with(mut self, detail: Detail) -> Told {
        self.detail = detail;
        self
    }

    fn label(mut self, message: Option<MessageId>) -> Told {
        self.message = message;
        self
    }
}

/// Something that an edit gave another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    pub old: String,
    pub new: String,
}

/// Whether two steps tell the same, each given as the world after it and what happened in it; the second is the older.
pub fn alike(one: (&World, &[Event]), other: (&World, &[Event]), renamed: &[Renamed]) -> bool {
    let (told, others) = (Told::of(one.0, one.1), Told::of(other.0, other.1));
    let mut pairs = told.iter().zip(&others);
    told.len() == others.len() && pairs.all(|(told, like)| told.is_like(one.0, like, other.0, renamed))
}

impl Teller<'_> {
    fn tell(&self, event: &Event) -> Option<Told> {
        Some(match *event {
            Event::Broker(fact) => return self.fact(fact),
            Event::Sent { actor, what, message } => {
                if !self.is_on_its_way(actor, what, message) {
                    return None;
                }
                let told = Told::new(Kind::Sent).from(self.actor(actor));
                told.label(message).with(Detail::Parcel(what))
            }
            Event::Delivered {
                actor,
                consumer,
                message,
                redelivered,
                ..
            } => {
                let told = self.about(Kind::Delivered, message).to(self.actor(actor));
                let told = match self.world.broker().consumer(consumer) {
                    Some(consumer) => told.from(self.queue(consumer.queue)),
                    None => told,
                };
                told.with(if redelivered {
                    Detail::Redelivered
                } else {
                    Detail::Nothing
                })
            }
            Event::Fetched {
                actor,
                queue,
                message,
                redelivered,
                ..
            } => {
                let told = self.about(Kind::Fetched, message);
                let told = told.from(self.queue(queue)).to(self.actor(actor));
                told.with(if redelivered {
                    Detail::Redelivered
                } else {
                    Detail::Nothing
                })
            }
            Event::FetchedNothing { actor } => Told::new(Kind::Fetched)
                .to(self.actor(actor))
                .with(Detail::NothingThere),
            Event::ConfirmArrived { actor, message } => Told::new(Kind::Confirmed)
                .to(self.actor(actor))
                .label(Some(message)),
            Event::RefusalArrived { actor, message } => Told::new(Kind::Refused)
                .to(self.actor(actor))
                .label(Some(message)),
            Event::ReturnArrived { actor, message } => self
                .about(Kind::Returned, message)
                .to(self.actor(actor))
                .with(Detail::Code(312)),
            Event::CancelArrived { actor, consumer_tag } => Told::new(Kind::Cancelled)
                .from(consumer_tag)
                .to(self.actor(actor))
                .with(Detail::QueueGone),
            Event::ChannelClosedArrived { actor, code } | Event::ConnectionClosedArrived { actor, code } => {
                Told::new(Kind::Closed)
                    .to(self.actor(actor))
                    .with(Detail::Code(code))
            }
            Event::Works {
                actor,
                message,
                for_ms,
            } => {
                let told = Told::new(Kind::Worked).from(self.actor(actor));
                told.label(message).with(Detail::Span(for_ms))
            }
            Event::Waits { actor, for_ms } => Told::new(Kind::Waited)
                .from(self.actor(actor))
                .with(Detail::Span(for_ms)),
            Event::Effect {
                actor,
                what,
                count,
                message,
            } => {
                let told = Told::new(Kind::Effect).from(self.actor(actor));
                told.label(message).with(Detail::Effect { what, count })
            }
            Event::Failed { actor, line } => Told::new(Kind::Failed)
                .from(self.actor(actor))
                .with(Detail::Line(line)),
            Event::NotSent { actor, what, message } => self
                .about(Kind::Failed, message)
                .from(self.actor(actor))
                .with(Detail::Parcel(what)),
            Event::Crashed { actor } => Told::new(Kind::Fault)
                .from(self.actor(actor))
                .with(Detail::Crashed),
            Event::Restarted { actor } => Told::new(Kind::Restarted).from(self.actor(actor)),
            Event::Cut { actor } => Told::new(Kind::Fault).from(self.actor(actor)).with(Detail::Cut),
            Event::Lost { actor, what, message } => {
                let told = Told::new(Kind::Fault).from(self.actor(actor));
                told.label(message).with(Detail::Lost(what))
            }
            Event::Disconnected { actor } => Told::new(Kind::Disconnected).from(self.actor(actor)),
            Event::Connected { actor } => Told::new(Kind::Connected).from(self.actor(actor)),
            Event::ConnectionRefused { actor, code } => Told::new(Kind::Closed)
                .to(self.actor(actor))
                .with(Detail::Code(code)),
        })
    }

    fn fact(&self, fact: Fact) -> Option<Told> {
        Some(match fact {
            Fact::Published {
                message,
                exchange,
                channel,
            } => {
                let told = self.about(Kind::Published, message).to(self.exchange(exchange));
                let key = self.world.broker().message(message).routing_key;
                self.by(told, channel).with(Detail::Key(key))
            }
            Fact::Routed { message, binding } => return self.routed(message, binding),
            Fact::AlternateUsed { message, from, to } => self
                .about(Kind::Alternate, message)
                .from(self.exchange(from))
                .to(self.exchange(to)),
            Fact::Unroutable { message, exchange } => {
                let key = self.world.broker().message(message).routing_key;
                let told = self
                    .about(Kind::Unroutable, message)
                    .from(self.exchange(exchange));
                told.with(Detail::Key(key))
            }
            Fact::Enqueued {
                message,
                queue,
                place,
            } => self
                .about(Kind::Enqueued, message)
                .to(self.queue(queue))
                .with(Detail::Place(place)),
            Fact::Dispatched {
                message,
                queue,
                consumer,
                ..
            } => {
                return self.dispatched(message, queue, consumer);
            }
            Fact::Acked {
                message,
                queue,
                channel,
                automatic,
            } => {
                let told = self.about(Kind::Acked, message).to(self.queue(queue));
                let detail = if automatic {
                    Detail::Automatic
                } else {
                    Detail::Nothing
                };
                self.by(told, channel).with(detail)
            }
            Fact::Rejected {
                message,
                queue,
                channel,
                requeue,
            } => {
                let told = self.about(Kind::Rejected, message).to(self.queue(queue));
                self.by(told, channel).with(Detail::Requeue(requeue))
            }
            Fact::Requeued {
                message,
                queue,
                place,
            } => self
                .about(Kind::Requeued, message)
                .to(self.queue(queue))
                .with(Detail::Place(place)),
            Fact::Expired { message, queue } => self.about(Kind::Expired, message).from(self.queue(queue)),
            Fact::Dropped { message, queue } => self
                .about(Kind::Dropped, message)
                .from(self.queue(queue))
                .with(Detail::QueueFull),
            Fact::RefusedFull { message, queue } => self
                .about(Kind::Refused, message)
                .from(self.queue(queue))
                .with(Detail::QueueFull),
            Fact::DeadLettered {
                to,
                queue,
                exchange,
                reason,
                count,
                ..
            } => {
                let told = self.about(Kind::DeadLettered, to);
                let told = told.from(self.queue(queue)).to(self.exchange(exchange));
                told.with(Detail::Death { reason, count })
            }
            Fact::DeadLetterDiscarded { message, queue, .. } => self
                .about(Kind::Dropped, message)
                .from(self.queue(queue))
                .with(Detail::NoDeadLetter),
            Fact::CycleDropped { message, queue } => self
                .about(Kind::Dropped, message)
                .from(self.queue(queue))
                .with(Detail::Cycle),
            Fact::Discarded {
                message,
                queue,
                cause,
            } => {
                let told = self.about(Kind::Dropped, message).from(self.queue(queue));
                told.with(Detail::Discarded(cause))
            }
            Fact::ExchangeDeclared { exchange } => Told::new(Kind::Declared).to(self.exchange(exchange)),
            Fact::ExchangeDeleted { exchange, .. } => Told::new(Kind::Deleted).from(self.exchange(exchange)),
            Fact::QueueDeclared { queue } => Told::new(Kind::Declared).to(self.queue(queue)),
            Fact::QueueDeleted { queue, messages, .. } => Told::new(Kind::Deleted)
                .from(self.queue(queue))
                .with(Detail::Messages(messages)),
            Fact::Bound { binding } => return self.bound(Kind::Bound, binding),
            Fact::Unbound { binding } => return self.bound(Kind::Deleted, binding),
            Fact::ConsumerAdded { consumer } => return self.consumer(Kind::Consumes, consumer),
            Fact::ConsumerEnded { consumer, cause } => {
                let detail = match cause {
                    ConsumerEnd::QueueGone => Detail::QueueGone,
                    ConsumerEnd::Cancelled | ConsumerEnd::ChannelClosed | ConsumerEnd::Restarted => {
                        Detail::Nothing
                    }
                };
                return self
                    .consumer(Kind::Cancelled, consumer)
                    .map(|told| told.with(detail));
            }
            Fact::Purged { queue, messages } => Told::new(Kind::Dropped)
                .from(self.queue(queue))
                .with(Detail::Messages(messages)),
            Fact::Committed { channel } => self
                .by(Told::new(Kind::Transaction), channel)
                .with(Detail::Committed),
            Fact::RolledBack { channel } => self
                .by(Told::new(Kind::Transaction), channel)
                .with(Detail::RolledBack),
            Fact::ChannelClosed {
                channel,
                code: Some(code),
                publish,
            } => self
                .by(Told::new(Kind::Closed).label(publish), channel)
                .with(Detail::Code(code.number())),
            Fact::Restarted => Told::new(Kind::Restarted).with(Detail::BrokerRestarted),
            // These are told by what they lead to, or by the one who caused them.
            Fact::Got { .. }
            | Fact::Returned { .. }
            | Fact::Confirmed { .. }
            | Fact::Refused { .. }
            | Fact::ConsumerActivated { .. }
            | Fact::PolicySet { .. }
            | Fact::PolicyCleared { .. }
            | Fact::ConnectionOpened { .. }
            | Fact::ConnectionClosed { .. }
            | Fact::ChannelOpened { .. }
            | Fact::ChannelClosed { code: None, .. } => return None,
        })
    }

    fn routed(&self, message: MessageHandle, binding: BindingId) -> Option<Told> {
        let bound = self.bound(Kind::Routed, binding)?;
        let about = self.about(Kind::Routed, message);
        Some(Told {
            message: about.message,
            handle: about.handle,
            ..bound
        })
    }

    fn bound(&self, kind: Kind, binding: BindingId) -> Option<Told> {
        let binding = self.world.broker().binding(binding)?;
        let to = match binding.destination {
            Destination::Queue(queue) => self.queue(queue),
            Destination::Exchange(exchange) => self.exchange(exchange),
        };
        let told = Told::new(kind).from(self.exchange(binding.source)).to(to);
        Some(told.with(Detail::Key(binding.routing_key)))
    }

    /// A delivery that does not arrive at once is on its way.
    fn dispatched(&self, message: MessageHandle, queue: QueueId, consumer: ConsumerId) -> Option<Told> {
        let arrives = self.events.iter().any(|event| {
            matches!(event, Event::Delivered { message: of, consumer: to, .. } if *of == message && *to == consumer)
        });
        if arrives {
            return None;
        }
        let told = self.about(Kind::Sent, message).from(self.queue(queue));
        let consumer = self.world.broker().consumer(consumer)?;
        let to = self.world.owner_of_channel(consumer.channel)?;
        Some(told.to(self.actor(to)).with(Detail::Parcel(Parcel::Delivery)))
    }

    fn consumer(&self, kind: Kind, consumer: ConsumerId) -> Option<Told> {
        let consumer = self.world.broker().consumer(consumer)?;
        let actor = self.world.owner_of_channel(consumer.channel)?;
        Some(
            Told::new(kind)
                .from(self.actor(actor))
                .to(self.queue(consumer.queue)),
        )
    }

    /// Whether something sent does not arrive in the same step.
    fn is_on_its_way(&self, actor: ActorId, what: Parcel, message: Option<MessageId>) -> bool {
        let shown = matches!(what, Parcel::Publish | Parcel::Settlement);
        let is_it =
            |parcel: &InFlightView| parcel.to_broker && parcel.what == what && parcel.message == message;
        shown && self.world.in_flight_of(actor).iter().any(is_it)
    }

    fn about(&self, kind: Kind, message: MessageHandle) -> Told {
        let mut told = Told::new(kind).label(Some(self.world.broker().message(message).label));
        told.handle = Some(message);
        told
    }

    fn by(&self, told: Told, channel: ChannelId) -> Told {
        match self.world.owner_of_channel(channel) {
            Some(actor) => told.from(self.actor(actor)),
            None => told,
        }
    }

    fn actor(&self, actor: ActorId) -> Name {
        self.world.actor(actor).name
    }

    fn queue(&self, queue: QueueId) -> Name {
        self.world.broker().queue_name(queue)
    }

    fn exchange(&self, exchange: ExchangeId) -> Name {
        self.world.broker().exchange_name(exchange)
    }
}
