//! Time: going to steps, playing, computing ahead, branches.

mod branches;
pub mod charts;
pub mod choices;
pub mod compare;
pub mod msg;
pub mod stops;

use crate::base::sorted::SortedSet;
use crate::base::time::Ms;
use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::scene::heat::Heat;
use crate::scene::motion::Motion;
use crate::studio::msg::Cmd;
use crate::studio::session::Session;
use crate::studio::view::{Camera, Pacing, Speed};
use crate::studio::{Stale, Studio};
use msg::TimeMsg;
use std::rc::Rc;
use stops::Search;

/// The space around what a small canvas is filled with.
const AROUND: i32 = 20;

impl Studio {
    pub(super) fn take_in_time(&mut self, msg: TimeMsg, cmds: &mut Vec<Cmd>) {
        match msg {
            TimeMsg::NameBranch(branch, name) => self.name_branch(branch, &name),
            TimeMsg::DeleteBranch(branch) => self.delete_branch(branch, cmds),
            TimeMsg::AddStop(at) => self.add_stop(at, cmds),
            TimeMsg::ToggleStop(at) => self.toggle_stop(at, cmds),
            TimeMsg::DeleteStop(at) => self.delete_stop(at, cmds),
            TimeMsg::ToggleStopAt(at) => self.toggle_stop_at(at, cmds),
            TimeMsg::StopAtDepth(queue, typed) => self.stop_at_depth(queue, &typed, cmds),
            TimeMsg::NextHit => self.search(Search::Forward, cmds),
            TimeMsg::PreviousHit => self.search(Search::Back, cmds),
            TimeMsg::RunTo(step) => self.run_to(step, cmds),
            TimeMsg::OfferStops(step) => self.offer_stops(Some(step)),
            TimeMsg::Compare(branch) => self.compare(branch, cmds),
            TimeMsg::CompareAt(step) => self.compare_at(step, cmds),
            TimeMsg::SwapSides => self.swap_sides(),
            TimeMsg::Choose(at) => self.take_choice(at, cmds),
        }
    }

    pub(super) fn restart(&mut self, cmds: &mut Vec<Cmd>) {
        self.seek(0, cmds);
    }

    pub(super) fn step_back(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(step) = self
            .session
            .as_ref()
            .and_then(|session| session.step.checked_sub(1))
        {
            self.seek(step, cmds);
        }
    }

    /// One step on, with its hops. While hops play they are cut short first.
    pub(super) fn step(&mut self, cmds: &mut Vec<Cmd>) {
        self.stop();
        if self.step_on() {
            self.announce_step(cmds);
        }
        self.compute_ahead(cmds);
    }

    pub(super) fn end(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(session) = &mut self.session {
            session.reach_end();
            let last = session.history.steps();
            self.seek(last, cmds);
        }
    }

    /// Jumps to a step; nothing is seen to move.
    pub(super) fn seek(&mut self, step: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        self.jump(step);
        self.announce_step(cmds);
        self.compute_ahead(cmds);
    }

    /// Goes to a step without any motion.
    pub(super) fn jump(&mut self, step: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.reach(step);
        session.step = step.min(session.history.steps());
        self.motion = None;
        self.player.stepped(0);
        self.arrive();
    }

    /// Goes one step on and lets its hops play; whether there was one.
    pub(super) fn step_on(&mut self) -> bool {
        self.motion = None;
        let Some(session) = &mut self.session else {
            return false;
        };
        let next = session.step + 1;
        session.reach(next);
        if session.history.steps() < next {
            return false;
        }
        // The picture has to be true before it can move on.
        self.make_scene();
        let old = self.scene.clone();
        let Some(session) = &mut self.session else {
            return false;
        };
        let before = session.world().clone();
        session.step = next;
        self.arrive();
        self.make_scene();
        if !self.view.reduced_motion {
            self.set_moving(&before, &old);
        }
        let moved_ms = self.motion.as_ref().map_or(0, |motion| motion.duration_ms);
        self.player.stepped(moved_ms);
        true
    }

    fn set_moving(&mut self, before: &crate::world::World, old: &Scene) {
        let Some(session) = &mut self.session else {
            return;
        };
        let stage = session.stage.clone();
        let events = session.history.events(session.step);
        let motion = Motion::of(&stage, (before, old), (session.world(), &self.scene), &events);
        if !motion.rides.is_empty() {
            self.motion = Some(Rc::new(motion));
            self.motion_ms = 0.0;
        }
    }

    /// A step was reached: lesson, camera and panels follow.
    pub(super) fn arrive(&mut self) {
        self.outdated(Stale::Everything);
        self.toast = None;
        self.arrive_in_lesson();
        self.follow();
    }

    /// Moves the camera to what acts, where it follows. A small canvas is filled with what acts or is spoken of; on
    /// any other, all is shown until the reader goes nearer.
    pub(super) fn follow(&mut self) {
        let bounds = self.bounds();
        let nears = self.fitted && Camera::is_cramped(bounds, self.canvas);
        if !self.view.follow || (self.fitted && !nears) {
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        let stage = session.stage.clone();
        let events = session.history.events(session.step);
        let heat = Heat::of(&stage, session.world(), &events);
        let around = |nodes: &SortedSet<usize>| {
            let places = nodes.iter().map(|&node| stage.place(node).bounds());
            places.reduce(Rect::union)
        };
        let acting = around(&heat.active);
        let lit = around(&stage.lit(&self.guide.lights).nodes);
        let first = stage.plan.nodes.iter();
        let first = first.enumerate().min_by_key(|(_, node)| node.kind);
        let lead = self.view.selection.lead().and_then(|node| stage.node(node));
        let lead = lead
            .or(first.map(|(at, _)| at))
            .map(|at| stage.place(at).bounds());
        self.view.camera = self.below_tools(|camera, size| match (nears, acting, lead) {
            (true, Some(wanted), _) => Camera::nearing(wanted.grown(AROUND), bounds, size),
            // Before anything acts: what is spoken of, where it can be read; else where messages come from.
            (true, None, Some(lead)) => {
                let lit = lit.map(|lit| lit.grown(AROUND));
                let lit = lit.filter(|lit| !Camera::is_cramped(*lit, size));
                Camera::nearing(lit.unwrap_or(lead.grown(AROUND)), bounds, size).within(bounds, size)
            }
            (false, Some(wanted), _) => camera.following(wanted, size),
            (_, None, _) => camera,
        });
    }

    /// Ends playing, and lets the current hops come to their end at once.
    pub(super) fn stop(&mut self) {
        if self.view.playing || self.motion.is_some() {
            self.outdated(Stale::Panels);
        }
        self.view.playing = false;
        self.motion = None;
        self.stops.stop();
    }

    pub(super) fn play(&mut self, cmds: &mut Vec<Cmd>) {
        if !self.ask_before_playing() {
            self.begin_playing(cmds);
        }
    }

    pub(super) fn begin_playing(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = &mut self.session else {
            return;
        };
        if self.view.playing {
            return;
        }
        if session.is_idle() {
            cmds.push(Cmd::Announce(
                self.text.get(crate::key!("transport.nothing")).into(),
            ));
            return;
        }
        session.reach(session.step + 1);
        if session.step >= session.history.steps() {
            // From the end, playing begins anew.
            self.jump(0);
        }
        self.view.playing = true;
        self.outdated(Stale::Panels);
        cmds.push(Cmd::Announce(self.text.get(crate::key!("live.playing")).into()));
        if self.motion.is_none() {
            self.play_step(cmds);
        }
        self.compute_ahead(cmds);
    }

    /// The next step of playing, which ends at the end, at a breakpoint, and where it was to go to. Its hops play out.
    fn play_step(&mut self, cmds: &mut Vec<Cmd>) {
        let depths = self.depths();
        if !self.step_on() {
            self.view.playing = false;
            self.stops.until = None;
            self.announce_step(cmds);
            self.outdated(Stale::Panels);
            return;
        }
        let hit = self.hit_now(&depths);
        let step = self.session.as_ref().map(|session| session.step);
        let is_there = self.stops.until.is_some() && self.stops.until <= step;
        if hit.is_none() && !is_there {
            return;
        }
        self.view.playing = false;
        self.stops.until = None;
        self.announce_step(cmds);
        if let Some(hit) = hit {
            self.say_hit(hit, cmds);
        }
        self.outdated(Stale::Panels);
    }

    pub(super) fn pause(&mut self, cmds: &mut Vec<Cmd>) {
        if !self.view.playing {
            return;
        }
        self.view.playing = false;
        self.outdated(Stale::Panels);
        if let Some(session) = &self.session {
            cmds.push(Cmd::Announce(
                self.text.line(crate::entry!("live.paused", step = session.step)),
            ));
        }
    }

    pub(super) fn set_speed(&mut self, speed: Speed, cmds: &mut Vec<Cmd>) {
        self.view.speed = speed;
        cmds.push(Cmd::SavePreference {
            key: "speed",
            value: speed.text(),
        });
        self.outdated(Stale::Panels);
    }

    pub(super) fn set_pacing(&mut self, pacing: Pacing) {
        self.view.pacing = pacing;
        self.outdated(Stale::Panels);
    }

    /// At the horizon: moves it on.
    pub(super) fn go_on(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(session) = &mut self.session
            && session.can_continue()
        {
            session.history.go_on();
            self.outdated(Stale::Panels);
            self.compute_ahead(cmds);
        }
    }

    /// Whether log, flags or charts have not read all that is known of the run.
    fn has_run_to_read(&self) -> bool {
        self.has_log_to_read() || self.has_hits_to_read() || self.has_charts_to_read()
    }

    /// Asks for time to compute in, if there is anything to compute.
    pub(super) fn compute_ahead(&mut self, cmds: &mut Vec<Cmd>) {
        let is_computing =
            self.session.as_ref().is_some_and(Session::is_computing) && !self.gesture.is_drag();
        if (is_computing || self.has_run_to_read()) && !cmds.contains(&Cmd::ScheduleTick) {
            cmds.push(Cmd::ScheduleTick);
        }
    }

    /// Whatever is computed may show more to draw, which must not push away what is being dragged.
    pub(super) fn tick(&mut self, cmds: &mut Vec<Cmd>) {
        let is_drag = self.gesture.is_drag();
        if let Some(session) = &mut self.session {
            let stage = session.stage.clone();
            if session.is_computing() && !is_drag {
                session.compute();
            }
            if !Rc::ptr_eq(&stage, &session.stage) {
                self.laid_out();
            }
        }
        self.read_log();
        self.read_hits(cmds);
        self.read_charts();
        self.outdated(Stale::Panels);
        self.compute_ahead(cmds);
    }

    /// The drawing was laid out anew.
    pub(super) fn laid_out(&mut self) {
        self.motion = None;
        if self.fitted {
            self.fit();
        }
        self.outdated(Stale::Everything);
    }

    /// Time passes: hops move, and playing goes on.
    pub(super) fn frame(&mut self, elapsed_ms: f64, cmds: &mut Vec<Cmd>) {
        let mut left_ms = elapsed_ms.clamp(0.0, 250.0) * self.view.speed.factor();
        if let Some(motion) = &self.motion {
            let duration_ms = f64::from(motion.duration_ms);
            self.motion_ms += left_ms;
            left_ms = (self.motion_ms - duration_ms).max(0.0);
            if self.motion_ms < duration_ms {
                left_ms = 0.0;
            } else {
                self.motion = None;
                self.outdated(Stale::Panels);
            }
        }
        if self.motion.is_none() && self.view.playing {
            self.play_on(left_ms, cmds);
        }
        self.player.passes(elapsed_ms);
    }

    fn play_on(&mut self, elapsed_ms: f64, cmds: &mut Vec<Cmd>) {
        if self.stops_here() {
            self.view.playing = false;
            self.announce_step(cmds);
            self.outdated(Stale::Panels);
            return;
        }
        let gap_ms = self.gap_ms();
        if !self
            .player
            .rests(elapsed_ms, gap_ms.unwrap_or(0), self.view.pacing)
        {
            return;
        }
        self.play_step(cmds);
        self.compute_ahead(cmds);
    }

    /// How much virtual time passes until the next step.
    fn gap_ms(&mut self) -> Option<Ms> {
        let session = self.session.as_mut()?;
        session.reach(session.step + 1);
        let next_ms = session.history.tile(session.step + 1)?.at_ms;
        Some(next_ms.saturating_sub(session.world().now()))
    }

    pub(super) fn timeline_width(&mut self, tiles: usize) {
        self.timeline.tiles = tiles.clamp(1, 1_000);
        self.outdated(Stale::Panels);
    }

    pub(super) fn timeline_first(&mut self, first: Option<usize>) {
        self.timeline.first = first;
        self.outdated(Stale::Panels);
    }
}
