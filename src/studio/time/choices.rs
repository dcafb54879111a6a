//! What may happen next: where it is more than one thing, a person can look at each and take it.

use crate::base::gather::Gather;
use crate::entry;
use crate::run::step;
use crate::studio::msg::Cmd;
use crate::studio::session::Session;
use crate::studio::{Stale, Studio};
use crate::world::{Choice, Event, World};
use std::rc::Rc;

/// A choice, and what would come of it.
pub struct Peek {
    pub before: World,
    pub after: World,
    pub events: Vec<Event>,
}

/// What may happen by itself at the step that is looked at. What playing does comes first.
pub fn choices(session: &mut Session) -> Vec<Choice> {
    let world = session.world();
    let due = world.next_due();
    let mut found = Vec::new();
    world.choices(&mut found);
    let mut all: Vec<Choice> = due.into_iter().gather();
    all.extend(found.into_iter().filter(|choice| Some(*choice) != due));
    all
}

/// What a choice would lead to; nothing of it happens.
pub fn peek(session: &mut Session, choice: Choice) -> Peek {
    let before = session.world().clone();
    let mut after = before.clone();
    let mut events = Vec::new();
    step::take(&mut after, choice, &mut Vec::new(), &mut events);
    Peek {
        before,
        after,
        events,
    }
}

impl Studio {
    /// Takes one of the choices. What playing does not do here begins a branch, unless nothing is known after it.
    pub(super) fn take_choice(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        let step = session.step;
        if let Some(&choice) = choices(session).get(at) {
            let what = self.text.line(entry!("edit.chosen", step));
            self.make(choice, what.into(), cmds);
        }
    }

    /// Makes a choice at the step that is looked at, and shows what happens.
    pub(in crate::studio) fn make(&mut self, choice: Choice, what: Rc<str>, cmds: &mut Vec<Cmd>) {
        let Some(session) = &mut self.session else {
            return;
        };
        let branch = session.history.current();
        if session.act(choice, what).is_none() {
            return;
        }
        if session.history.current() != branch {
            self.forget_run();
            self.guide.asking = None;
        }
        self.step_on();
        self.announce_step(cmds);
        self.outdated(Stale::Everything);
        self.compute_ahead(cmds);
    }
}
