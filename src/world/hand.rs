//! What people do by hand, and what the document's script does at its times: the same few actions.

use crate::base::ids::ActorId;
use crate::broker::Command;
use crate::model::script::Action;
use crate::world::World;
use crate::world::actor::{InHand, Memory, Status, Trigger};
use crate::world::agenda::Rank;
use crate::world::choice::{Choice, Hand};
use crate::world::event::Event;

impl World {
    /// A person does something to an actor; nothing where it cannot be done now.
    pub(super) fn by_hand(&mut self, actor: ActorId, hand: Hand, events: &mut Vec<Event>) {
        if !self.is_enabled(Choice::Hand(actor, hand)) {
            return;
        }
        match hand {
            Hand::Send => self.trigger(actor, Trigger::Send, events),
            Hand::Ack(at) => self.settle_by_hand(actor, at, events, |held| Command::Ack {
                delivery_tag: held.delivery_tag,
                multiple: false,
            }),
            Hand::Requeue(at) => self.settle_by_hand(actor, at, events, |held| Command::Nack {
                delivery_tag: held.delivery_tag,
                multiple: false,
                requeue: true,
            }),
            Hand::Reject(at) => self.settle_by_hand(actor, at, events, |held| Command::Reject {
                delivery_tag: held.delivery_tag,
                requeue: false,
            }),
            Hand::Crash => self.crash(actor, events),
            Hand::Restart => self.restart(actor, events),
            Hand::Cut => self.cut(actor, events),
        }
    }

    /// The person takes over: what the program was doing with this delivery, or would do, is given up.
    fn settle_by_hand(
        &mut self,
        actor: ActorId,
        at: u16,
        events: &mut Vec<Event>,
        command: impl FnOnce(&InHand) -> Command,
    ) {
        let memory = &mut self.actors[actor.index()].memory;
        let Some(&held) = memory.in_hand.get(at as usize) else {
            return;
        };
        memory
            .inbox
            .retain(|trigger| !matches!(trigger, Trigger::Delivery { delivery, .. } if *delivery == held));
        let running = memory
            .task
            .as_ref()
            .is_some_and(|task| task.delivery == Some(held));
        self.settle(actor, held, command(&held), events);
        if running {
            self.give_up(actor, events);
        }
    }

    /// The process dies. What it sent is on its way still; the broker notices when that has arrived.
    fn crash(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        events.push(Event::Crashed { actor });
        let plan = self.plan.clone();
        let plan = &plan.actors[actor.index()];
        let state = &mut self.actors[actor.index()];
        let severed = state.link.severed;
        state.status = Status::Crashed { at: self.now };
        state.memory = Memory::new(plan);
        state.notices.actor = None;
        state.notices.reopen = None;
        state.channels.fill(None);
        let to_actor = std::mem::take(&mut state.link.to_actor);
        for parcel in to_actor {
            let lost = self.lost(actor, &parcel.load);
            events.push(lost);
        }
        if self.actors[actor.index()].connection.is_some() && !severed {
            self.let_broker_notice(actor, plan.latency_ms);
        }
        self.actors[actor.index()].connection = None;
    }

    /// The process starts again, knowing only what is durable; or for the first time.
    fn restart(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let trigger = match self.actors[actor.index()].status {
            Status::NotStarted => Trigger::Start,
            Status::Up | Status::Crashed { .. } => {
                events.push(Event::Restarted { actor });
                Trigger::Restart
            }
        };
        self.actors[actor.index()].status = Status::Up;
        self.lose_in_flight(actor, events);
        self.broker_notices(actor, events);
        self.connect(actor, events);
        self.begin_process(actor, trigger, events);
    }

    /// The next line of the script.
    pub(super) fn next_of_script(&mut self, events: &mut Vec<Event>) {
        let action = self.plan.script[self.script.0].1.clone();
        self.script.0 += 1;
        self.ask_for_script();
        if action == Action::RestartBroker {
            self.restart_broker(events);
        }
        let actor = action.actor().and_then(|id| self.actor_with(id));
        if let Some((actor, hand)) = actor.zip(Hand::of(&action)) {
            self.by_hand(actor, hand, events);
        }
    }

    pub(super) fn ask_for_script(&mut self) {
        let (at, _) = self.script;
        let due = self.plan.script.get(at).map(|(at_ms, _)| (*at_ms).max(self.now));
        self.script.1 = due.map(|due| self.ask(due, Rank::Rest, Choice::Script));
    }

    fn actor_with(&self, id: u32) -> Option<ActorId> {
        self.plan
            .actors
            .iter()
            .position(|plan| plan.id == id)
            .map(|at| ActorId(at as u32))
    }

    /// The broker stops and starts: every client is cut off and notices at once.
    fn restart_broker(&mut self, events: &mut Vec<Event>) {
        for actor in self.actor_ids() {
            self.lose_in_flight(actor, events);
            let state = &mut self.actors[actor.index()];
            state.notices.broker = None;
            state.fading = None;
        }
        self.broker.restart(self.now, &mut self.output);
        self.output.frames.clear();
        self.forward(events);
        for actor in self.actor_ids() {
            if self.actors[actor.index()].connection.is_some() {
                self.actor_notices(actor, events);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::model::actor::{Actor, Subscription};
    use crate::model::program::Program;
    use crate::model::topology::Queue;

    #[test]
    fn an_actor_that_starts_late_is_not_there_before() {
        let mut document = Document::default();
        document.topology.queues.push(Queue {
            name: "q".into(),
            ..Queue::default()
        });
        document.actors.push(Actor {
            id: 1,
            name: "late".into(),
            user: "guest".into(),
            start_ms: 3000,
            consumes: vec![Subscription {
                queue: "q".into(),
                ..Subscription::default()
            }],
            program: Program::from_text("on start\n  effect began\non restart\n  effect again"),
            ..Actor::default()
        });
        let (mut world, diagnostics) = World::new(&document);
        assert_eq!(diagnostics, []);
        assert_eq!(world.actors[0].status, Status::NotStarted);
        assert_eq!(world.actors[0].connection, None);
        assert_eq!(world.next_due_at(), Some(3000));
        let mut events = Vec::new();
        while let Some(choice) = world.next_due() {
            world.apply(choice, &mut events);
        }
        assert_eq!(world.actors[0].status, Status::Up);
        assert_eq!(world.now(), 3000);
        assert_eq!(
            world.actors[0].durable.effects,
            [1, 0],
            "on start, not on restart"
        );
        assert!(!events.contains(&Event::Restarted { actor: ActorId(0) }));
    }
}
