//! Breakpoints by hand: setting them, stopping at them while playing, going to the next hit and back to the one before.
//!
//! The steps that hit one are read once, some hundred at a time, as the run becomes known; flags and searches look there.

use crate::base::gather::Gather;
use crate::model::{Document, Node, edit};
use crate::run::Walk;
use crate::run::breakpoint::Breakpoint;
use crate::studio::msg::Cmd;
use crate::studio::session::Session;
use crate::studio::session::renamed::renamed;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry, plain};
use crate::{entry, key};
use std::rc::Rc;

/// How many steps are read at a time.
const SLICE: usize = 300;

/// How many breakpoints there can be: more flags than tiles help nobody.
const MOST: usize = 50;

/// A breakpoint of a person's.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Counted from 1; never given again.
    pub number: u32,
    pub is_on: bool,
    pub at: Breakpoint,
}

/// A step that hits a breakpoint, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub step: u32,
    pub stop: u16,
}

/// Where a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    Forward,
    Back,
}

/// The breakpoints, and where the run hits them.
#[derive(Clone, Debug, Default)]
pub struct Stops {
    pub list: Vec<Stop>,
    made: u32,
    /// Reads the run; nothing before it is needed.
    reader: Option<Walk>,
    /// In the order of steps.
    hits: Vec<Hit>,
    /// What is searched while the run is still read.
    wanted: Option<Search>,
    /// Playing goes to this step and stops there.
    pub until: Option<usize>,
    /// The step whose breakpoints are offered.
    pub offered: Option<usize>,
    /// The drawing under whose names they were set.
    drawing: Option<Rc<Document>>,
}

impl Stops {
    /// The run is another one, or the breakpoints are.
    pub fn forget(&mut self) {
        self.reader = None;
        self.hits.clear();
        self.stop();
    }

    /// Follows what has another name in the drawing as it is now.
    fn follow(&mut self, document: &Rc<Document>) {
        let Some(old) = self.drawing.replace(document.clone()) else {
            return;
        };
        for of in renamed(&old, document) {
            let follow = |name: &mut String| {
                if *name == of.old {
                    name.clone_from(&of.new);
                }
            };
            for stop in &mut self.list {
                match &mut stop.at {
                    Breakpoint::Node(node) if edit::is_there(document, node) => {}
                    Breakpoint::Node(Node::Exchange(name) | Node::Queue(name)) => follow(name),
                    Breakpoint::Depth { queue, .. } if document.topology.queue(queue).is_none() => {
                        follow(queue);
                    }
                    Breakpoint::Node(_)
                    | Breakpoint::Depth { .. }
                    | Breakpoint::Kind(_)
                    | Breakpoint::Message(_) => {}
                }
            }
        }
    }

    /// Whatever it was on the way to, it is not any more.
    pub fn stop(&mut self) {
        self.wanted = None;
        self.until = None;
    }

    fn has_any(&self) -> bool {
        self.list.iter().any(|stop| stop.is_on)
    }

    fn read(&self) -> usize {
        self.reader.as_ref().map_or(0, Walk::step)
    }

    /// The hits of these steps.
    pub fn hits(&self, from: usize, to: usize) -> &[Hit] {
        let at = |step: usize| self.hits.partition_point(|hit| (hit.step as usize) < step);
        &self.hits[at(from)..at(to + 1).max(at(from))]
    }

    /// How often the run hits a breakpoint, as far as it is read.
    pub fn count(&self, stop: usize) -> usize {
        self.hits.iter().filter(|hit| hit.stop as usize == stop).count()
    }

    /// The place of this breakpoint in the list.
    pub fn find(&self, at: &Breakpoint) -> Option<usize> {
        self.list.iter().position(|stop| stop.at == *at)
    }

    /// The depth at which it stops in a queue.
    pub fn depth_of(&self, queue: &str) -> Option<u32> {
        self.list.iter().find_map(|stop| match &stop.at {
            Breakpoint::Depth { queue: of, at_least } if of == queue => Some(*at_least),
            Breakpoint::Depth { .. } | Breakpoint::Node(_) | Breakpoint::Kind(_) | Breakpoint::Message(_) => {
                None
            }
        })
    }

    /// Reads a slice of the run.
    fn read_on(&mut self, session: &Session) {
        let history = &session.history;
        let reader = self
            .reader
            .get_or_insert_with(|| Walk::new(history, history.current()));
        let mut events = Vec::new();
        for _ in 0..SLICE {
            let depths: Vec<u32> = self
                .list
                .iter()
                .map(|stop| stop.at.depth(reader.world()))
                .gather();
            events.clear();
            if !reader.on(history, &mut events) {
                return;
            }
            let step = reader.step() as u32;
            for (at, (stop, &was)) in self.list.iter().zip(&depths).enumerate() {
                if stop.is_on && stop.at.is_hit(was, reader.world(), &events) {
                    let stop = at as u16;
                    self.hits.push(Hit { step, stop });
                }
            }
        }
    }
}

impl Studio {
    /// Whether steps have not been looked at for hits yet.
    pub(super) fn has_hits_to_read(&self) -> bool {
        let steps = self.session.as_ref().map_or(0, |session| session.history.steps());
        self.stops.has_any() && self.stops.read() < steps
    }

    /// Looks at a few steps more, and goes where a search has led.
    pub(super) fn read_hits(&mut self, cmds: &mut Vec<Cmd>) {
        if self.has_hits_to_read()
            && let Some(session) = &self.session
        {
            self.stops.read_on(session);
            self.outdated(Stale::Panels);
        }
        if let Some(search) = self.stops.wanted {
            self.search(search, cmds);
        }
    }

    /// Breakpoints stay with what they were set on, whatever its name is in the drawing as it is now.
    pub(in crate::studio) fn follow_names(&mut self) {
        if let Some(session) = &self.session {
            self.stops.follow(session.document());
        }
    }

    fn changed_stops(&mut self, cmds: &mut Vec<Cmd>) {
        self.follow_names();
        self.stops.forget();
        self.outdated(Stale::Panels);
        self.compute_ahead(cmds);
    }

    /// Adds a breakpoint, or switches it on where it is there already.
    pub(super) fn add_stop(&mut self, at: Breakpoint, cmds: &mut Vec<Cmd>) {
        self.stops.offered = None;
        let what = self.breakpoint_text(&at);
        match self.stops.find(&at) {
            Some(known) => self.stops.list[known].is_on = true,
            None if self.stops.list.len() >= MOST => {
                let said = self.text.say(entry!("stop.too_many", count = MOST));
                return self.say(said, None, cmds);
            }
            None => {
                self.stops.made += 1;
                let number = self.stops.made;
                self.stops.list.push(Stop {
                    number,
                    is_on: true,
                    at,
                });
            }
        }
        self.changed_stops(cmds);
        let said = self.text.say(entry!("stop.set", what = Argument::Plain(&what)));
        self.say(said, None, cmds);
    }

    pub(super) fn toggle_stop(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if let Some(stop) = self.stops.list.get_mut(at) {
            stop.is_on = !stop.is_on;
            self.changed_stops(cmds);
        }
    }

    pub(super) fn delete_stop(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if at < self.stops.list.len() {
            let stop = self.stops.list.remove(at);
            self.changed_stops(cmds);
            let what = self.stop_text(&stop);
            cmds.push(Cmd::Announce(
                self.text
                    .line(entry!("stop.deleted", what = Argument::Plain(&what))),
            ));
        }
    }

    /// Sets a breakpoint, or takes it away.
    pub(super) fn toggle_stop_at(&mut self, at: Breakpoint, cmds: &mut Vec<Cmd>) {
        match self.stops.find(&at) {
            Some(known) => self.delete_stop(known, cmds),
            None => self.add_stop(at, cmds),
        }
    }

    /// Stops where a queue comes to hold so many; what is no number takes it away.
    pub(super) fn stop_at_depth(&mut self, queue: String, typed: &str, cmds: &mut Vec<Cmd>) {
        self.stops
            .list
            .retain(|stop| !matches!(&stop.at, Breakpoint::Depth { queue: of, .. } if *of == queue));
        match typed.trim().parse() {
            Ok(at_least) if at_least > 0 => self.add_stop(Breakpoint::Depth { queue, at_least }, cmds),
            Ok(_) | Err(_) => self.changed_stops(cmds),
        }
    }

    pub(super) fn offer_stops(&mut self, step: Option<usize>) {
        self.stops.offered = step;
        self.outdated(Stale::Panels);
    }

    /// How deep the watched queues are now: what the next step is held against.
    pub(super) fn depths(&mut self) -> Vec<u32> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let world = session.history.world(session.step);
        let depths = self.stops.list.iter().map(|stop| stop.at.depth(world));
        depths.gather()
    }

    /// The first breakpoint that the step that was just made hits.
    pub(super) fn hit_now(&mut self, depths: &[u32]) -> Option<usize> {
        if !self.stops.has_any() {
            return None;
        }
        let session = self.session.as_mut()?;
        let events = session.history.events(session.step);
        let world = session.history.world(session.step);
        let mut stops = self.stops.list.iter().zip(depths);
        stops.position(|(stop, &was)| stop.is_on && stop.at.is_hit(was, world, &events))
    }

    /// Says which breakpoint has stopped it.
    pub(super) fn say_hit(&mut self, stop: usize, cmds: &mut Vec<Cmd>) {
        let Some(stop) = self.stops.list.get(stop) else {
            return;
        };
        let what = self.stop_text(stop);
        let entry = entry!("stop.hit", number = &stop.number, what = Argument::Plain(&what));
        let said = self.text.say(entry);
        self.say(said, None, cmds);
    }

    /// Goes to the next step that hits a breakpoint, or back to the one before. Where the run is not read so far yet, the
    /// search goes on while it is.
    pub(super) fn search(&mut self, search: Search, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &self.session else {
            return;
        };
        if !self.stops.has_any() {
            let said = self.text.say(Entry::of(key!("stop.none_set")));
            self.say(said, None, cmds);
            return;
        }
        let (step, read) = (session.step, self.stops.read());
        let (found, is_certain) = match search {
            Search::Forward => {
                let found = self.stops.hits(step + 1, usize::MAX - 1).first().copied();
                let all_read = read >= session.history.steps() && !session.is_computing();
                (found, found.is_some() || all_read)
            }
            Search::Back => {
                let found = self.stops.hits(0, step.saturating_sub(1)).last().copied();
                (found, read + 1 >= step || read >= session.history.steps())
            }
        };
        if !is_certain {
            self.stops.wanted = Some(search);
            self.compute_ahead(cmds);
            return;
        }
        self.stops.wanted = None;
        match found {
            Some(hit) => {
                // Its own event is seen to happen.
                self.jump((hit.step as usize).saturating_sub(1));
                self.step_on();
                self.announce_step(cmds);
                let first = self.stops.hits(hit.step as usize, hit.step as usize).first();
                let stop = first.map_or(hit.stop, |first| first.stop);
                self.say_hit(stop.into(), cmds);
            }
            None => {
                let key = match search {
                    Search::Forward => key!("stop.no_next"),
                    Search::Back => key!("stop.no_previous"),
                };
                let said = self.text.say(Entry::of(key));
                self.say(said, None, cmds);
            }
        }
        self.compute_ahead(cmds);
    }

    /// Plays on to a step and stops there, or at a breakpoint on the way. A step that has been is gone back to.
    pub(super) fn run_to(&mut self, step: usize, cmds: &mut Vec<Cmd>) {
        self.stops.offered = None;
        let now = self.session.as_ref().map_or(0, |session| session.step);
        if step <= now {
            return self.seek(step, cmds);
        }
        self.stop();
        self.guide.asking = None;
        self.stops.until = Some(step);
        self.begin_playing(cmds);
    }

    /// When it stops, as a phrase.
    pub(in crate::studio) fn stop_text(&self, stop: &Stop) -> String {
        self.breakpoint_text(&stop.at)
    }

    pub(in crate::studio) fn breakpoint_text(&self, at: &Breakpoint) -> String {
        let entry = match at {
            Breakpoint::Kind(kind) => entry!("stop.at_kind", event = Argument::Term(kind.key())),
            Breakpoint::Message(message) => entry!("stop.at_message", message),
            Breakpoint::Depth { queue, at_least } => {
                entry!("stop.at_depth", queue = Argument::Plain(queue), count = at_least)
            }
            Breakpoint::Node(node) => {
                let name = self.name_of_node(node);
                return plain(
                    &self
                        .text
                        .say(entry!("stop.at_node", node = Argument::Plain(&name))),
                );
            }
        };
        plain(&self.text.say(entry))
    }

    fn name_of_node(&self, node: &Node) -> String {
        match node {
            Node::Exchange(name) if name.is_empty() => self.text.get(key!("term.default_exchange")).into(),
            Node::Exchange(name) | Node::Queue(name) | Node::Note(name) | Node::Other(name) => name.clone(),
            Node::Actor(id) => {
                let document = self.session.as_ref().map(|session| session.document());
                let actor = document.and_then(|document| document.actor(*id));
                let gone = || self.text.get(key!("stop.gone")).into();
                actor.map_or_else(gone, |actor| actor.name.clone())
            }
        }
    }
}
