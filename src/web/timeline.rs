//! The timeline: a tile a step, the playhead, and a lane for each branch. It is a slider: drag along it, or use keys.

pub mod tile;

use std::any::Any;

use web_sys::Element;
use yew::prelude::*;

use crate::key;
use crate::scene::measure::{self, Font};
use crate::scene::svg::written;
use crate::studio::panels::timeline::{Lane, Timeline as Panel};
use crate::studio::{Msg, Studio, TimeMsg};
use crate::web::icon::{Icon, icon_at_origin};
use crate::web::painter::{Brush, Painter};
use crate::web::part::Change;
use crate::web::same::Bit;
use crate::web::shapes::{block, circle, g, moved, path, picture, text, title};
use crate::web::size::SizeWatch;
use crate::web::tag::{Tag, div};

/// The least and the most that a step takes, in pixels.
const LEAST_PITCH: f64 = 24.0;
const MOST_PITCH: f64 = 40.0;

/// How high the strip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// With numbers above the tiles, and lanes for branches below them.
    Full,
    /// The tiles alone, spread over the whole width.
    Slim,
}

impl Build {
    fn height(self) -> f64 {
        match self {
            Build::Full => 84.0,
            Build::Slim => 34.0,
        }
    }

    /// Where the line of tiles is.
    fn middle(self) -> f64 {
        match self {
            Build::Full => 37.0,
            Build::Slim => 13.0,
        }
    }

    fn pitch(self, width: f64, tiles: usize) -> f64 {
        let most = match self {
            Build::Full => MOST_PITCH,
            Build::Slim => width,
        };
        (width / tiles as f64).min(most).max(LEAST_PITCH)
    }
}

/// How many branches have a lane; the top bar lists all of them.
const LANES: usize = 2;

/// How a strip of tiles is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// The step of the first tile.
    first: usize,
    tiles: usize,
    /// Pixels from tile to tile.
    pitch: f64,
}

impl Strip {
    fn new(panel: &Panel, build: Build, width: f64) -> Strip {
        Strip::of(panel.first, panel.tiles.len(), build, width)
    }

    /// So many tiles from a step on, in this width.
    pub fn of(first: usize, tiles: usize, build: Build, width: f64) -> Strip {
        let tiles = tiles.max(1);
        Strip {
            first,
            tiles,
            pitch: build.pitch(width, tiles),
        }
    }

    /// From tile to tile.
    pub fn pitch(self) -> f64 {
        self.pitch
    }

    /// How wide all tiles are.
    pub fn width(self) -> f64 {
        self.tiles as f64 * self.pitch
    }

    /// The middle of a step's tile.
    pub fn x(self, step: usize) -> f64 {
        (step as f64 - self.first as f64 + 0.5) * self.pitch
    }

    /// The step at a place.
    fn step(self, x: f64) -> usize {
        let position = (x / self.pitch).floor().clamp(0.0, (self.tiles - 1) as f64);
        self.first + position as usize
    }
}

/// What the strip shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![Bit::of(&panels.timeline), Bit::of(&panels.transport)]
}

/// Knows how wide it is, and says how many tiles that is.
pub fn attach(painter: &Painter, places: &[NodeRef; 4], change: &Callback<Change>) -> Vec<Box<dyn Any>> {
    let (store, change) = (painter.store.clone(), change.clone());
    let watch = SizeWatch::new(&places[0], move |width, height| {
        change.emit(Change::Size(width, height));
        let tiles = (width / LEAST_PITCH) as usize;
        if tiles > 0 {
            store.send(Msg::TimelineWidth(tiles));
        }
    });
    vec![Box::new(watch)]
}

/// The strip of tiles as a slider.
pub fn slider(brush: &Brush, build: Build) -> Tag {
    let studio = brush.store.studio();
    let (panel, transport) = (&*studio.panels().timeline, &*studio.panels().transport);
    let (width, _) = brush.size;
    let strip = Strip::new(panel, build, width);
    let held = (brush.places[0].clone(), brush.painter.clone());
    let (down, moved) = (held.clone(), held);
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if event.button() == 0 {
            if let Some(slider) = down.0.cast::<Element>() {
                // Without the capture the drag ends at the border.
                let _ = slider.set_pointer_capture(event.pointer_id());
            }
            seek(&down, strip, &event);
        }
    });
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() == 1 {
            seek(&moved, strip, &event);
        }
    });
    let (first, last) = (panel.first, (panel.steps + 1).saturating_sub(strip.tiles));
    let onwheel = brush.on(move |event: WheelEvent| {
        let by = if event.delta_x() == 0.0 {
            event.delta_y()
        } else {
            event.delta_x()
        };
        let by = (by / LEAST_PITCH).round() as isize;
        Msg::TimelineFirst(Some(first.saturating_add_signed(by).min(last)))
    });
    let asked = (brush.places[0].clone(), brush.painter.clone());
    let oncontextmenu = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(slider) = asked.0.cast::<Element>() {
            let x = f64::from(event.client_x()) - slider.get_bounding_client_rect().left();
            asked.1.store.send(Msg::Time(TimeMsg::OfferStops(strip.step(x))));
        }
    });
    let (store, now) = (brush.store.clone(), panel.now);
    // Left, right, Home and End do the same on the whole page.
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let msg = match event.key().as_str() {
            "ArrowUp" => Msg::Step,
            "ArrowDown" => Msg::StepBack,
            "ContextMenu" => Msg::Time(TimeMsg::OfferStops(now)),
            "F10" if event.shift_key() => Msg::Time(TimeMsg::OfferStops(now)),
            _ => return,
        };
        event.prevent_default();
        store.send(msg);
    });
    div("tl-s")
        .place(&brush.places[0])
        .set("role", "slider")
        .set("tabindex", "0")
        .set("aria-label", brush.get(key!("timeline.label")))
        .set("aria-valuemin", "0")
        .set("aria-valuemax", panel.steps)
        .set("aria-valuenow", transport.step)
        .set("aria-valuetext", transport.value_text.clone())
        .set("aria-orientation", "horizontal")
        .on_key_down(onkeydown)
        .on_pointer_down(onpointerdown)
        .on_pointer_move(onpointermove)
        .on_wheel(onwheel)
        .on_context_menu(oncontextmenu)
        .child(tiles(brush, panel, build, strip))
        .child(thumb(panel.first, strip.tiles, panel.steps + 1, width))
}

/// Goes to the step under the pointer.
fn seek((place, painter): &(NodeRef, Painter), strip: Strip, event: &PointerEvent) {
    if let Some(slider) = place.cast::<Element>() {
        let x = f64::from(event.client_x()) - slider.get_bounding_client_rect().left();
        painter.store.send(Msg::Seek(strip.step(x)));
    }
}

fn tiles(painter: &Painter, panel: &Panel, build: Build, strip: Strip) -> Tag {
    let width = strip.tiles as f64 * strip.pitch;
    let last = strip.first + strip.tiles - 1;
    let now = strip.x(panel.now.clamp(strip.first, last));
    let past = if panel.now < strip.first { 0.0 } else { now };
    let is_shown = build == Build::Full && (strip.first..=last).contains(&panel.now);
    let (height, middle) = (build.height(), build.middle());
    let lanes = if build == Build::Full {
        &panel.lanes[..panel.lanes.len().min(LANES)]
    } else {
        &[]
    };
    let (start, end) = (strip.x(strip.first), strip.x(last));
    let line = |class, from, until| path(class, written("M# #H#", &[from, middle, until]));
    let ground = (build == Build::Full).then(|| block("past-bg", past, height));
    let lanes = lanes.iter().enumerate();
    picture("tl")
        .set("width", width)
        .set("height", height)
        .child(ground)
        .child(line("lane", start, end))
        .child(line("lane past", start.min(past), past))
        .child(is_shown.then(|| playhead(panel.now, now, written("M# 4V27M# 47V84", &[now, now]))))
        .children(lanes.map(|(row, lane)| lane_mark(painter, lane, row, strip)))
        .children(
            panel
                .tiles
                .iter()
                .map(|tile| tile::mark(tile, strip.x(tile.step), middle)),
        )
}

/// The number of the step in an arrow, and a line through everything.
pub fn playhead(step: usize, x: f64, line: String) -> Tag {
    let number = step.to_string();
    let half = (number.len() as f64 * 4.0 + 6.0).max(14.0);
    let left = (x - half).max(1.0);
    let head = written(
        "M# 8q0 -4 4 -4h#q4 0 4 4v8q0 4 -4 4h#l-3.5 4-3.5-4h#q-4 0 -4 -4z",
        &[
            left,
            (half - 4.0) * 2.0,
            x + 3.5 - left - 2.0 * half + 4.0,
            left + 4.0 - (x - 3.5),
        ],
    );
    g("ph")
        .child(path("ph-line", line))
        .child(path("ph-h", head))
        .child(text("ph-t", 12.5, &number).set("x", left + half))
}

/// A branch that leaves the shown one: a line, its name, and a dot a step, solid where it differs.
fn lane_mark(painter: &Painter, lane: &Lane, row: usize, strip: Strip) -> Tag {
    let y = 62.0 + 13.0 * row as f64;
    let last = strip.first + strip.tiles - 1;
    // One that parted before the strip begins comes in from the left, and its name stands there by itself.
    let parts_here = strip.first <= lane.from_step;
    let from = if parts_here {
        strip.x(lane.from_step.min(last))
    } else {
        0.0
    };
    let until = strip.x((lane.from_step + lane.differs.len()).clamp(strip.first, last));
    let branch = lane.branch;
    let onpointerdown = painter.on(move |event: PointerEvent| {
        event.stop_propagation();
        Msg::SwitchBranch(branch)
    });
    let mut dots = Vec::new();
    for (position, differs) in lane.differs.iter().enumerate() {
        let step = lane.from_step + 1 + position;
        if strip.first <= step && step <= last {
            let radius = if *differs { 3.0 } else { 2.5 };
            let dot = circle("fork-d", radius).class_if(*differs, "diff");
            dots.push(dot.set("cx", strip.x(step)).set("cy", y));
        }
    }
    let line = if parts_here {
        let bend = [from, y - 8.0, from, y, from + 8.0, y, until];
        written("M# 47V#Q# # # #H#", &bend)
    } else {
        written("M0 #H#", &[y, until])
    };
    let width = measure::width(Font::Caption, &lane.name) + 30;
    // Of a branch that parts at the end, the name stands before it.
    let place = (from + 14.0).min(strip.width() - f64::from(width) - 2.0);
    let chip = moved(place, y - 7.0)
        .class("fork-c")
        .on_pointer_down(onpointerdown)
        .child(title(&lane.name))
        .child(block("", width.into(), 14.0).set("rx", "7"))
        .child(moved(11, 7).child(icon_at_origin(Icon::Fork, 10.0)))
        .child(text("", 7.5, &lane.name).set("x", "20"));
    g("fork").child(path("fork-l", line)).children(dots).child(chip)
}

/// Which part of the run the strip shows, where it does not show all.
pub fn thumb(first: usize, tiles: usize, all: usize, width: f64) -> Option<Tag> {
    if tiles >= all {
        return None;
    }
    let share = |steps: usize| steps as f64 / all as f64 * width;
    let shown = block("", share(tiles).max(16.0), 4.0)
        .set("x", share(first))
        .set("rx", "2");
    let bar = picture("tl-thumb").set("width", width).set("height", "4");
    Some(bar.child(shown))
}
