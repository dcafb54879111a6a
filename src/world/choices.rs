//! What can happen next: the listing for the search and for people, and the quick answer for playing.

use crate::base::hash;
use crate::base::ids::ActorId;
use crate::broker::Frame;
use crate::model::program::FailWhen;
use crate::world::actor::TaskState;
use crate::world::agenda::Waiting;
use crate::world::choice::{Choice, Hand, Timer};
use crate::world::plan::Instruction;
use crate::world::{Status, World};

impl World {
    /// All that can happen next by itself, in a total order.
    pub fn choices(&self, choices: &mut Vec<Choice>) {
        let first = choices.len();
        if self.broker.next_deadline().is_some() {
            choices.push(Choice::Deadline);
        }
        for actor in self.actor_ids() {
            self.choices_of(actor, choices);
        }
        if self.script.1.is_some() {
            choices.push(Choice::Script);
        }
        choices[first..].sort_unstable();
    }

    fn choices_of(&self, actor: ActorId, choices: &mut Vec<Choice>) {
        let mut candidates = vec![
            Choice::ArriveAtBroker(actor),
            Choice::ArriveAtActor(actor),
            Choice::Run(actor),
            Choice::Timer(actor, Timer::Awake),
            Choice::Timer(actor, Timer::BrokerNotices),
            Choice::Timer(actor, Timer::ActorNotices),
            Choice::Timer(actor, Timer::Reopen),
        ];
        if self.chance(actor).is_some() {
            candidates.push(Choice::RunFailing(actor));
        }
        let handlers = self.actors[actor.index()].memory.every.len() as u16;
        candidates.extend((0..handlers).map(|handler| Choice::Timer(actor, Timer::Every(handler))));
        choices.extend(
            candidates
                .into_iter()
                .filter(|&choice| self.waiting(choice).is_some()),
        );
    }

    /// What a person may do by hand now, in a total order.
    pub fn actions(&self, choices: &mut Vec<Choice>) {
        for actor in self.actor_ids() {
            for hand in self.hands_of(actor) {
                choices.push(Choice::Hand(actor, hand));
            }
        }
    }

    fn hands_of(&self, actor: ActorId) -> Vec<Hand> {
        let state = &self.actors[actor.index()];
        match state.status {
            Status::Crashed { .. } | Status::NotStarted => vec![Hand::Restart],
            Status::Up => {
                let mut hands = Vec::new();
                if self.can_send(actor) {
                    hands.push(Hand::Send);
                }
                for at in 0..state.memory.in_hand.len() as u16 {
                    if !state.memory.in_hand[at as usize].no_ack {
                        hands.extend([Hand::Ack(at), Hand::Requeue(at), Hand::Reject(at)]);
                    }
                }
                hands.push(Hand::Crash);
                if state.connection.is_some() && !state.link.severed {
                    hands.push(Hand::Cut);
                }
                hands
            }
        }
    }

    /// Whether the choice may be made now.
    pub fn is_enabled(&self, choice: Choice) -> bool {
        match choice {
            Choice::Deadline => self.broker.next_deadline().is_some(),
            Choice::Hand(actor, hand) => {
                actor.index() < self.actors.len() && self.hands_of(actor).contains(&hand)
            }
            Choice::Script
            | Choice::ArriveAtBroker(_)
            | Choice::ArriveAtActor(_)
            | Choice::Run(_)
            | Choice::RunFailing(_)
            | Choice::Timer(..) => self.waiting(choice).is_some(),
        }
    }

    /// What playing does next: what is due first. Always one of `choices`.
    pub fn next_due(&self) -> Option<Choice> {
        let deadline = self.broker.next_deadline();
        match (self.agenda.first(), deadline) {
            (None, None) => None,
            (None, Some(_)) => Some(Choice::Deadline),
            (Some((waiting, _)), Some(deadline)) if deadline <= waiting.due => Some(Choice::Deadline),
            (Some((_, choice)), _) => Some(self.by_chance(choice)),
        }
    }

    /// When what playing does next is due.
    pub fn next_due_at(&self) -> Option<crate::base::time::Ms> {
        let first = self.agenda.first().map(|(waiting, _)| waiting.due);
        let deadline = self.broker.next_deadline();
        [first, deadline]
            .into_iter()
            .flatten()
            .min()
            .map(|due| due.max(self.now))
    }

    /// A mark for [`World::follows`].
    pub fn mark(&self) -> u64 {
        self.agenda.mark()
    }

    /// Whether what is due next directly follows from what was done since `mark`, and so belongs to the same step: an
    /// arrival at the broker without delay, or the answer to a request.
    pub fn follows(&self, mark: u64) -> Option<Choice> {
        let (waiting, choice) = self.agenda.first()?;
        let at_once = waiting.due <= self.now && waiting.asked_since(mark);
        let belongs = match choice {
            Choice::ArriveAtBroker(_) | Choice::Timer(_, Timer::BrokerNotices) => true,
            Choice::ArriveAtActor(actor) => self.answers(actor),
            Choice::Deadline
            | Choice::Run(_)
            | Choice::RunFailing(_)
            | Choice::Timer(_, Timer::Every(_) | Timer::Awake | Timer::ActorNotices | Timer::Reopen)
            | Choice::Script
            | Choice::Hand(..) => false,
        };
        (at_once && belongs).then_some(choice)
    }

    /// Whether what arrives first at the actor answers a request that it waits for.
    fn answers(&self, actor: ActorId) -> bool {
        match self.actors[actor.index()]
            .link
            .to_actor
            .front()
            .map(|parcel| &parcel.load)
        {
            Some(
                Frame::Ok
                | Frame::QueueDeclareOk { .. }
                | Frame::MessageCount { .. }
                | Frame::ConsumeOk { .. }
                | Frame::GetOk { .. }
                | Frame::GetEmpty
                | Frame::ChannelClosed { .. }
                | Frame::ConnectionClosed { .. },
            ) => true,
            Some(
                Frame::Deliver { .. }
                | Frame::Return { .. }
                | Frame::Confirm { .. }
                | Frame::Cancelled { .. },
            )
            | None => false,
        }
    }

    /// The place in the agenda of what would happen by this choice; `None` where it is not enabled.
    pub(super) fn waiting(&self, choice: Choice) -> Option<Waiting> {
        match choice {
            Choice::ArriveAtBroker(actor) => self
                .actors
                .get(actor.index())?
                .link
                .to_broker
                .front()
                .map(|parcel| parcel.waiting),
            Choice::ArriveAtActor(actor) => self
                .actors
                .get(actor.index())?
                .link
                .to_actor
                .front()
                .map(|parcel| parcel.waiting),
            Choice::Run(actor) => self.ready(actor),
            Choice::RunFailing(actor) => self.chance(actor).and_then(|_| self.ready(actor)),
            Choice::Timer(actor, timer) => {
                let state = self.actors.get(actor.index())?;
                match timer {
                    Timer::Every(handler) => state.memory.every.get(handler as usize).copied().flatten(),
                    Timer::Awake => match state.memory.task.as_ref()?.state {
                        TaskState::Asleep { until, .. } => Some(until),
                        TaskState::Ready(_) | TaskState::Awaits { .. } | TaskState::NeedsChannel => None,
                    },
                    Timer::BrokerNotices => state.notices.broker,
                    Timer::ActorNotices => state.notices.actor,
                    Timer::Reopen => state.notices.reopen,
                }
            }
            Choice::Script => self.script.1,
            Choice::Deadline | Choice::Hand(..) => None,
        }
    }

    fn ready(&self, actor: ActorId) -> Option<Waiting> {
        match self.actors.get(actor.index())?.memory.task.as_ref()?.state {
            TaskState::Ready(waiting) => Some(waiting),
            TaskState::Asleep { .. } | TaskState::Awaits { .. } | TaskState::NeedsChannel => None,
        }
    }

    /// In how many of a hundred cases the actor's next statement fails, where that is left to chance.
    fn chance(&self, actor: ActorId) -> Option<u8> {
        let task = self.actors.get(actor.index())?.memory.task.as_ref()?;
        let instruction = &self.plan.actors[actor.index()].code[task.at as usize];
        if let Instruction::Fail {
            when: FailWhen::Chance(percent),
            ..
        } = instruction
        {
            Some(*percent)
        } else {
            None
        }
    }

    /// Playing decides chances by a hash of what has been: no state, no draw.
    fn by_chance(&self, choice: Choice) -> Choice {
        let Choice::Run(actor) = choice else {
            return choice;
        };
        let Some(percent) = self.chance(actor) else {
            return choice;
        };
        let reached: u64 = self.actors[actor.index()]
            .durable
            .reached
            .iter()
            .map(|&count| u64::from(count))
            .sum();
        let draw = hash::of_words(&[self.plan.seed, u64::from(actor.0), reached, 0x6661_696C]) % 100;
        if draw < u64::from(percent) {
            Choice::RunFailing(actor)
        } else {
            choice
        }
    }

    /// Drops entries at the top of the agenda whose owners wait for something else by now.
    pub(super) fn tidy_agenda(&mut self) {
        while let Some((waiting, choice)) = self.agenda.first() {
            if self.waiting(choice) == Some(waiting) {
                return;
            }
            self.agenda.drop_first();
        }
    }
}
