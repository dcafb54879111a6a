//! Two summaries of a world: `digest`, which tells apart all that differs, and `fingerprint`, which tells apart only what
//! matters for the future.

use crate::base::gather::Gather;
use crate::base::hash::Digest;
use crate::base::value::Value;
use crate::world::World;
use crate::world::actor::{Actor, InHand, Status, Task, TaskState};

impl World {
    /// All state, exactly: for seeking, goldens, native against WebAssembly.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        digest
            .word(self.now)
            .word(u64::from(self.published))
            .word(self.script.0 as u64);
        self.agenda.digest(&mut digest);
        self.broker.digest(&mut digest);
        for actor in &self.actors {
            actor.digest(&mut digest);
        }
        digest.finish()
    }

    /// What matters for the future, canonically: no clock, no due times, no handles, no numbers that only count.
    pub fn fingerprint(&self) -> u64 {
        let mut digest = Digest::new();
        digest.word(self.script.0 as u64);
        let channels = self
            .actors
            .iter()
            .flat_map(|actor| actor.channels.iter().flatten().copied());
        self.broker.fingerprint(&mut digest, &channels.gather());
        for actor in &self.actors {
            self.fingerprint_actor(actor, &mut digest);
        }
        digest.finish()
    }

    fn fingerprint_actor(&self, actor: &Actor, into: &mut Digest) {
        let up = match actor.status {
            Status::Up => 1,
            Status::Crashed { .. } => 0,
            Status::NotStarted => 2,
        };
        into.word(up)
            .flag(actor.connection.is_some())
            .flag(actor.link.severed)
            .flag(actor.fading.is_some());
        for channel in &actor.channels {
            into.flag(channel.is_some());
        }
        for waiting in [actor.notices.actor, actor.notices.broker, actor.notices.reopen] {
            into.flag(waiting.is_some());
        }
        for waiting in &actor.memory.every {
            into.flag(waiting.is_some());
        }
        for counts in [
            &actor.durable.effects,
            &actor.durable.runs,
            &actor.durable.reached,
        ] {
            for &count in counts {
                into.word(u64::from(count));
            }
        }
        self.fingerprint_memory(actor, into);
        self.fingerprint_link(actor, into);
    }

    fn fingerprint_memory(&self, actor: &Actor, into: &mut Digest) {
        let memory = &actor.memory;
        into.word(memory.variables.len() as u64);
        for variable in &memory.variables {
            without_handles(variable).digest(into);
        }
        into.word(memory.in_hand.len() as u64);
        for held in &memory.in_hand {
            self.fingerprint_held(held, into);
        }
        into.word(memory.unconfirmed.len() as u64)
            .word(memory.inbox.len() as u64);
        for trigger in &memory.inbox {
            into.text(trigger.word());
            if let Some(held) = trigger.delivery() {
                self.fingerprint_held(held, into);
            }
        }
        match &memory.task {
            None => {
                into.word(0);
            }
            Some(task) => self.fingerprint_task(task, into.word(1)),
        }
    }

    fn fingerprint_task(&self, task: &Task, into: &mut Digest) {
        let state = match task.state {
            TaskState::Ready(_) => 0,
            TaskState::Asleep { .. } => 1,
            TaskState::Awaits { .. } => 2,
            TaskState::NeedsChannel => 3,
        };
        into.word(u64::from(task.handler))
            .word(u64::from(task.at))
            .word(state)
            .text(task.trigger.word());
        if let Some(held) = &task.delivery {
            self.fingerprint_held(held, into);
        }
        for running in &task.loops {
            into.word(running.rest.len() as u64);
            for value in &running.rest {
                without_handles(value).digest(into);
            }
        }
    }

    fn fingerprint_held(&self, held: &InHand, into: &mut Digest) {
        let message = self.broker.message(held.message);
        into.text(self.name(message.exchange))
            .text(self.name(message.routing_key));
        self.broker.content(message.content).digest(into);
        into.text(self.name(self.broker.queue_name(held.queue)))
            .flag(held.redelivered)
            .flag(held.no_ack);
    }

    fn fingerprint_link(&self, actor: &Actor, into: &mut Digest) {
        into.word(actor.link.to_broker.len() as u64);
        for parcel in &actor.link.to_broker {
            into.value(&parcel.load.command);
        }
        into.word(actor.link.to_actor.len() as u64);
        for parcel in &actor.link.to_actor {
            into.value(&parcel.load);
        }
    }
}

/// A delivery kept in a variable names its channel and tag; both only count.
fn without_handles(value: &Value) -> Value {
    match value {
        Value::Table(table) if table.get("delivery_tag").is_some() => {
            let mut table = table.clone();
            table.remove("delivery_tag");
            table.remove("channel");
            Value::Table(table)
        }
        Value::Void
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Double(_)
        | Value::Text(_)
        | Value::Array(_)
        | Value::Table(_) => value.clone(),
    }
}
