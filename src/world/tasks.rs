//! Tasks: one at a time, an actor runs the handlers of what happened to it, in the order of arrival.
//!
//! Instructions that only touch memory, and the beginning of work, run at once with whatever led to them; a task then
//! stands before a visible statement, sleeps, or has ended. So between two visible statements there is exactly one
//! moment, and a crash there is one choice.

use crate::base::hash;
use crate::base::ids::ActorId;
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::model::expression::{self, Expression};
use crate::model::program::FailWhen;
use crate::world::World;
use crate::world::actor::{Loop, Task, TaskState, Trigger};
use crate::world::agenda::Rank;
use crate::world::choice::{Choice, Timer};
use crate::world::content;
use crate::world::event::Event;
use crate::world::plan::{Instruction, Plan, Text, TriggerPlan};
use crate::world::scope::TaskScope;

/// Where a task stands after its silent instructions have run.
pub(super) enum Reached {
    /// Before a visible statement.
    Statement,
    /// It sleeps, or waits for a channel.
    Pause,
    End,
}

impl World {
    /// A process starts: its timers are set and its first handler runs.
    pub(super) fn begin_process(&mut self, actor: ActorId, trigger: Trigger, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        for (at, handler) in plan.actors[actor.index()].handlers.iter().enumerate() {
            if let TriggerPlan::Every { interval_ms, limit } = handler.trigger {
                self.set_timer(actor, at as u16, interval_ms, limit);
            }
        }
        self.trigger(actor, trigger, events);
    }

    fn set_timer(&mut self, actor: ActorId, handler: u16, interval_ms: Ms, limit: Option<u32>) {
        let runs = self.actors[actor.index()].durable.runs[handler as usize];
        if limit.is_some_and(|limit| runs >= limit) {
            self.actors[actor.index()].memory.every[handler as usize] = None;
            return;
        }
        let due = self.now.saturating_add(interval_ms);
        let waiting = self.ask(due, Rank::Rest, Choice::Timer(actor, Timer::Every(handler)));
        self.actors[actor.index()].memory.every[handler as usize] = Some(waiting);
    }

    /// An `on every` goes off: its first statement runs at once where the actor is free.
    pub(super) fn every(&mut self, actor: ActorId, handler: u16, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        let TriggerPlan::Every { interval_ms, limit } =
            plan.actors[actor.index()].handlers[handler as usize].trigger
        else {
            return;
        };
        self.actors[actor.index()].durable.runs[handler as usize] += 1;
        self.set_timer(actor, handler, interval_ms, limit);
        if self.actors[actor.index()].memory.task.is_some() {
            self.actors[actor.index()]
                .memory
                .inbox
                .push_back(Trigger::Every(handler));
        } else {
            self.start_task(actor, handler, Trigger::Every(handler));
            self.proceed(actor, events);
        }
    }

    /// Work or a wait is over: the next statement runs at once.
    pub(super) fn awake(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        self.proceed(actor, events);
    }

    /// Something happened to the actor: its handler runs as soon as the actor is free.
    pub(super) fn trigger(&mut self, actor: ActorId, trigger: Trigger, events: &mut Vec<Event>) {
        if !self.actors[actor.index()].is_up() || self.handler_of(actor, &trigger).is_none() {
            return;
        }
        self.actors[actor.index()].memory.inbox.push_back(trigger);
        if self.actors[actor.index()].memory.task.is_none() {
            self.begin_next(actor, events);
        }
    }

    fn handler_of(&self, actor: ActorId, trigger: &Trigger) -> Option<u16> {
        let plan = &self.plan.actors[actor.index()];
        match trigger {
            Trigger::Start => plan.handler(TriggerPlan::Start),
            Trigger::Restart => plan.handler(TriggerPlan::Restart),
            Trigger::Every(handler) | Trigger::Delivery { handler, .. } => Some(*handler),
            Trigger::Confirm { .. } => plan.handler(TriggerPlan::Confirm),
            Trigger::Refused { .. } => plan.handler(TriggerPlan::Refused),
            Trigger::Returned { .. } => plan.handler(TriggerPlan::Returned),
            Trigger::Closed { .. } => plan.handler(TriggerPlan::Closed),
            Trigger::Cancelled { .. } => plan.handler(TriggerPlan::Cancelled),
            Trigger::Send => plan.handler(TriggerPlan::Send),
        }
    }

    /// Whether there is something to send by hand.
    pub(super) fn can_send(&self, actor: ActorId) -> bool {
        self.plan.actors[actor.index()]
            .handler(TriggerPlan::Send)
            .is_some()
    }

    /// Begins with what waits in the inbox until a task stands before a statement or sleeps.
    fn begin_next(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        while let Some(trigger) = self.actors[actor.index()].memory.inbox.pop_front() {
            let Some(handler) = self.handler_of(actor, &trigger) else {
                continue;
            };
            if !matches!(trigger, Trigger::Every(_)) {
                self.actors[actor.index()].durable.runs[handler as usize] += 1;
            }
            self.start_task(actor, handler, trigger);
            match self.silently(actor, events) {
                Reached::Statement => return self.make_ready(actor),
                Reached::Pause => return,
                Reached::End => self.end_task(actor),
            }
        }
    }

    fn start_task(&mut self, actor: ActorId, handler: u16, trigger: Trigger) {
        let at = self.plan.actors[actor.index()].handlers[handler as usize].start;
        let state = &mut self.actors[actor.index()];
        let delivery = trigger.delivery().copied();
        let run = state.durable.runs[handler as usize];
        state.memory.task = Some(Task {
            trigger,
            handler,
            at,
            run,
            state: TaskState::NeedsChannel,
            delivery,
            loops: Vec::new(),
        });
    }

    /// The task stands before a statement: it may run when its turn comes.
    fn make_ready(&mut self, actor: ActorId) {
        let waiting = self.ask(self.now, Rank::Rest, Choice::Run(actor));
        if let Some(task) = &mut self.actors[actor.index()].memory.task {
            task.state = TaskState::Ready(waiting);
        }
    }

    /// The task goes on after its silent instructions, up to but not into the next statement.
    pub(super) fn go_on(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        match self.silently(actor, events) {
            Reached::Statement => self.make_ready(actor),
            Reached::Pause => {}
            Reached::End => {
                self.end_task(actor);
                self.begin_next(actor, events);
            }
        }
    }

    /// The task goes on into the next statement.
    fn proceed(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        match self.silently(actor, events) {
            Reached::Statement if self.leaves_to_chance(actor) => self.make_ready(actor),
            Reached::Statement => self.run_statement(actor, false, events),
            Reached::Pause => {}
            Reached::End => {
                self.end_task(actor);
                self.begin_next(actor, events);
            }
        }
    }

    fn leaves_to_chance(&self, actor: ActorId) -> bool {
        let at = self.actors[actor.index()]
            .memory
            .task
            .as_ref()
            .map_or(0, |task| task.at);
        let instruction = &self.plan.actors[actor.index()].code[at as usize];
        matches!(
            instruction,
            Instruction::Fail {
                when: FailWhen::Chance(_),
                ..
            }
        )
    }

    /// A delivery that needs no ack leaves the actor's hands with its handler.
    pub(super) fn end_task(&mut self, actor: ActorId) {
        let memory = &mut self.actors[actor.index()].memory;
        if let Some(held) = memory.task.take().and_then(|task| task.delivery)
            && held.no_ack
        {
            memory
                .in_hand
                .retain(|other| (other.channel, other.delivery_tag) != (held.channel, held.delivery_tag));
        }
    }

    /// Gives up the running task and begins with what waits.
    pub(super) fn give_up(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        self.end_task(actor);
        self.begin_next(actor, events);
    }

    /// A task whose answer will never come is given up.
    pub(super) fn give_up_awaiting(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let state = &self.actors[actor.index()];
        let lost = state.memory.task.as_ref().is_some_and(|task| match task.state {
            TaskState::Awaits { channel, .. } => !state.channels.contains(&Some(channel)),
            TaskState::Ready(_) | TaskState::Asleep { .. } | TaskState::NeedsChannel => false,
        });
        if lost {
            self.give_up(actor, events);
        }
    }

    /// Runs what only touches memory.
    fn silently(&mut self, actor: ActorId, events: &mut Vec<Event>) -> Reached {
        let plan = self.plan.clone();
        let code = &plan.actors[actor.index()].code;
        loop {
            let Some(task) = &self.actors[actor.index()].memory.task else {
                return Reached::End;
            };
            let at = task.at;
            match &code[at as usize] {
                Instruction::Publish(_) | Instruction::Get { .. } | Instruction::Request { .. } => {
                    return self.before_channel(actor);
                }
                Instruction::Settle { .. }
                | Instruction::Effect { .. }
                | Instruction::Fail {
                    when: FailWhen::Chance(_),
                    ..
                } => return Reached::Statement,
                Instruction::Fail {
                    slot,
                    when,
                    otherwise,
                } => {
                    let fails = self.reach(actor, *slot, *when);
                    if fails {
                        let line = plan.actors[actor.index()].lines[at as usize];
                        events.push(Event::Failed { actor, line });
                    }
                    self.jump(actor, if fails { at + 1 } else { *otherwise });
                }
                Instruction::Work {
                    least_ms,
                    most_ms,
                    works,
                } => {
                    self.sleep(actor, least_ms, most_ms.as_ref(), *works, events);
                    return Reached::Pause;
                }
                Instruction::Set { variable, value } => {
                    let value = self.evaluate(actor, value);
                    self.actors[actor.index()].memory.variables[*variable as usize] = value;
                    self.jump(actor, at + 1);
                }
                Instruction::Unless { condition, otherwise } => {
                    let holds = self.evaluate(actor, condition) == Value::Boolean(true);
                    self.jump(actor, if holds { at + 1 } else { *otherwise });
                }
                Instruction::Jump(target) => self.jump(actor, *target),
                Instruction::Each { list } => {
                    let list = self.evaluate(actor, list);
                    self.begin_loop(actor, list);
                    self.jump(actor, at + 1);
                }
                Instruction::Next { variable, done } => {
                    let next = self.next_of_loop(actor, *variable);
                    self.jump(actor, if next { at + 1 } else { *done });
                }
                Instruction::End => return Reached::End,
            }
        }
    }

    /// A statement that needs the channel to publish on waits for it.
    fn before_channel(&mut self, actor: ActorId) -> Reached {
        let state = &mut self.actors[actor.index()];
        if state.publish_channel().is_some() {
            return Reached::Statement;
        }
        if let Some(task) = &mut state.memory.task {
            task.state = TaskState::NeedsChannel;
        }
        Reached::Pause
    }

    pub(super) fn jump(&mut self, actor: ActorId, to: u32) {
        if let Some(task) = &mut self.actors[actor.index()].memory.task {
            task.at = to;
        }
    }

    /// Counts that a `fail` line was reached, and says whether it fails by count.
    pub(super) fn reach(&mut self, actor: ActorId, slot: u16, when: FailWhen) -> bool {
        let reached = &mut self.actors[actor.index()].durable.reached[slot as usize];
        *reached += 1;
        match when {
            FailWhen::Always => true,
            FailWhen::On(time) => *reached == time,
            FailWhen::Chance(_) => false,
        }
    }

    fn begin_loop(&mut self, actor: ActorId, list: Value) {
        let mut rest = match list {
            Value::Array(values) => values,
            Value::Void => Vec::new(),
            single @ (Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Table(_)) => {
                vec![single]
            }
        };
        rest.reverse();
        if let Some(task) = &mut self.actors[actor.index()].memory.task {
            task.loops.push(Loop { rest });
        }
    }

    fn next_of_loop(&mut self, actor: ActorId, variable: u16) -> bool {
        let memory = &mut self.actors[actor.index()].memory;
        let Some(task) = &mut memory.task else {
            return false;
        };
        match task.loops.last_mut().and_then(|running| running.rest.pop()) {
            Some(value) => {
                memory.variables[variable as usize] = value;
                true
            }
            None => {
                task.loops.pop();
                false
            }
        }
    }

    fn sleep(
        &mut self,
        actor: ActorId,
        least_ms: &Expression,
        most_ms: Option<&Expression>,
        works: bool,
        events: &mut Vec<Event>,
    ) {
        let least = self.milliseconds(actor, least_ms);
        let most = most_ms.map_or(least, |most| self.milliseconds(actor, most));
        let for_ms = self.draw(actor, least, most);
        let until = self.ask(
            self.now.saturating_add(for_ms),
            Rank::Rest,
            Choice::Timer(actor, Timer::Awake),
        );
        let Some(task) = &mut self.actors[actor.index()].memory.task else {
            return;
        };
        task.at += 1;
        task.state = TaskState::Asleep { until, works };
        let message = task.delivery.map(|held| self.broker.message(held.message).label);
        events.push(if works {
            Event::Works {
                actor,
                message,
                for_ms,
            }
        } else {
            Event::Waits { actor, for_ms }
        });
    }

    fn milliseconds(&self, actor: ActorId, expression: &Expression) -> Ms {
        self.evaluate(actor, expression)
            .as_integer()
            .map_or(0, |ms| ms.max(0) as Ms)
    }

    /// A duration between two bounds: a hash of seed, actor and ordinal, so that it only depends on what has been.
    fn draw(&mut self, actor: ActorId, least: Ms, most: Ms) -> Ms {
        if most <= least {
            return least;
        }
        let durable = &mut self.actors[actor.index()].durable;
        durable.draws += 1;
        let id = self.plan.actors[actor.index()].id;
        least + hash::of_words(&[self.plan.seed, u64::from(id), durable.draws]) % (most - least + 1)
    }

    /// What names mean for the actor now.
    pub(super) fn scope(&self, actor: ActorId) -> TaskScope<'_> {
        scope_of(&self.plan, self, actor)
    }

    pub(super) fn evaluate(&self, actor: ActorId, expression: &Expression) -> Value {
        expression::evaluate(expression, &self.scope(actor))
    }

    /// A text of the plan, interned.
    pub(super) fn text(&mut self, actor: ActorId, text: &Text) -> Name {
        match text {
            Text::Fixed(name) => *name,
            Text::Evaluated(expression) => {
                let text = content::plain_text(&self.evaluate(actor, expression));
                self.broker.names_mut().intern(&text)
            }
        }
    }
}

fn scope_of<'a>(plan: &'a Plan, world: &'a World, actor: ActorId) -> TaskScope<'a> {
    let memory = &world.actors[actor.index()].memory;
    TaskScope {
        plan: &plan.actors[actor.index()],
        memory,
        broker: &world.broker,
        task: memory.task.as_ref(),
    }
}
