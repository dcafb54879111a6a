//! The world: a broker, connections, actors with programs, and one clock. Everything that can happen next is a choice,
//! and `apply` makes one happen.
//!
//! Whoever plays, steps, replays or searches uses the same few functions, so there is no second simulator. `apply` is
//! total over enabled choices: it never fails, draws, waits or reads a clock. What varies by itself (durations) is a
//! hash of seed, actor and ordinal and only sets due times; what branches is a choice.
//!
//! It knows no picture, no language and no history.

mod actor;
mod agenda;
mod arrive;
pub mod choice;
mod choices;
mod compile;
mod connect;
mod content;
mod declare;
mod digest;
pub mod event;
mod hand;
mod link;
mod plan;
mod scope;
mod statements;
mod tasks;
pub mod view;
mod weight;

pub use choice::{Choice, Hand, Timer};
pub use event::{Event, Parcel};
pub use view::Status;

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::broker::{Broker, Output, Reason};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use actor::Actor;
use agenda::{Agenda, Rank, Waiting};
use plan::Plan;
use std::sync::Arc;

/// A world at one moment. A clone lives its own life.
#[derive(Clone, Debug)]
pub struct World {
    plan: Arc<Plan>,
    now: Ms,
    broker: Broker,
    actors: Vec<Actor>,
    agenda: Agenda,
    /// Which actor a connection belongs to, by the connection's number.
    owners: Arc<Vec<ActorId>>,
    /// Which actor a channel belongs to, by the channel's number.
    channels: Arc<Vec<Option<ActorId>>>,
    /// The next line of the script, and when it is due.
    script: (usize, Option<Waiting>),
    /// How many messages have been published so far.
    published: u32,
    /// What the broker says in answer to one command; empty between choices.
    output: Output,
}

impl World {
    /// The world of a document at time 0: the drawing declared, actors connected and consuming. What cannot be declared
    /// or compiled is left out, and a diagnostic says why.
    pub fn new(document: &Document) -> (World, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut broker = Broker::new();
        let plan = compile::plan(document, &mut broker, &mut diagnostics);
        declare::topology(document, &mut broker, &mut diagnostics);
        let actors = plan.actors.iter().map(Actor::new).gather();
        let mut world = World {
            plan: Arc::new(plan),
            now: 0,
            broker,
            actors,
            agenda: Agenda::default(),
            owners: Arc::default(),
            channels: Arc::default(),
            script: (0, None),
            published: 0,
            output: Output::new(),
        };
        world.start(&mut diagnostics);
        (world, diagnostics)
    }

    fn start(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let events = &mut Vec::new();
        let early: Vec<_> = self
            .actor_ids()
            .filter(|actor| self.actors[actor.index()].is_up())
            .gather();
        for &actor in &early {
            self.connect(actor, events);
        }
        declare::complain(self, events, diagnostics);
        for actor in early {
            self.begin_process(actor, actor::Trigger::Start, events);
        }
        self.ask_for_script();
    }

    /// The clock, in ms since the run began.
    pub fn now(&self) -> Ms {
        self.now
    }

    /// The broker.
    pub fn broker(&self) -> &Broker {
        &self.broker
    }

    /// The text of an interned name.
    pub fn name(&self, name: Name) -> &str {
        self.broker.names().text(name)
    }

    /// How many messages have been published so far: the newest is this one's number.
    pub fn published(&self) -> u32 {
        self.published
    }

    /// Makes an enabled choice happen and appends what happened. A choice that is not enabled does nothing.
    pub fn apply(&mut self, choice: Choice, events: &mut Vec<Event>) {
        match choice {
            Choice::Deadline => {
                if let Some(due) = self.broker.next_deadline() {
                    self.now = self.now.max(due);
                    self.fire_deadline(events);
                }
            }
            Choice::Hand(actor, hand) => self.by_hand(actor, hand, events),
            Choice::Script
            | Choice::ArriveAtBroker(_)
            | Choice::ArriveAtActor(_)
            | Choice::Run(_)
            | Choice::RunFailing(_)
            | Choice::Timer(..) => {
                if let Some(waiting) = self.waiting(choice) {
                    self.move_clock(waiting.due, events);
                    self.make_happen(choice, events);
                }
            }
        }
        self.tidy_agenda();
    }

    /// The same, with somebody watching why the broker does what it does: appends its reasons too.
    pub fn apply_watched(&mut self, choice: Choice, events: &mut Vec<Event>, reasons: &mut Vec<Reason>) {
        self.output.reasons = Some(std::mem::take(reasons));
        self.apply(choice, events);
        *reasons = self.output.reasons.take().unwrap_or_default();
    }

    /// Moves the clock on; broker deadlines that come first are fired on the way.
    fn move_clock(&mut self, due: Ms, events: &mut Vec<Event>) {
        while self
            .broker
            .next_deadline()
            .is_some_and(|deadline| deadline <= due)
        {
            self.now = self.now.max(self.broker.next_deadline().unwrap_or(due));
            self.fire_deadline(events);
        }
        self.now = self.now.max(due);
    }

    fn make_happen(&mut self, choice: Choice, events: &mut Vec<Event>) {
        match choice {
            Choice::ArriveAtBroker(actor) => self.arrive_at_broker(actor, events),
            Choice::ArriveAtActor(actor) => self.arrive_at_actor(actor, events),
            Choice::Run(actor) => self.run_statement(actor, false, events),
            Choice::RunFailing(actor) => self.run_statement(actor, true, events),
            Choice::Timer(actor, timer) => self.timer(actor, timer, events),
            Choice::Script => self.next_of_script(events),
            Choice::Deadline | Choice::Hand(..) => {}
        }
    }

    fn timer(&mut self, actor: ActorId, timer: Timer, events: &mut Vec<Event>) {
        match timer {
            Timer::Every(handler) => self.every(actor, handler, events),
            Timer::Awake => self.awake(actor, events),
            Timer::BrokerNotices => self.broker_notices(actor, events),
            Timer::ActorNotices => self.actor_notices(actor, events),
            Timer::Reopen => self.reopen(actor, events),
        }
    }

    fn fire_deadline(&mut self, events: &mut Vec<Event>) {
        self.broker.fire_deadline(self.now, &mut self.output);
        self.forward(events);
    }

    fn actor_ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actors.len() as u32).map(ActorId)
    }

    fn ask(&mut self, due: Ms, rank: Rank, choice: Choice) -> Waiting {
        self.agenda.ask(due, rank, choice)
    }

    fn next_message(&mut self) -> MessageId {
        self.published += 1;
        MessageId(self.published)
    }
}
