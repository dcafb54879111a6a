//! The timeline: a tile a step, the playhead, and a lane for each branch. It is a slider: drag along it, or use keys.

mod tile;

use std::any::Any;

use web_sys::Element;
use yew::prelude::*;

use crate::key;
use crate::scene::measure::{self, Font};
use crate::studio::panels::timeline::{Lane, Timeline as Panel};
use crate::studio::{Msg, Studio};
use crate::web::icon::{Icon, icon_at_origin};
use crate::web::painter::{Brush, Painter};
use crate::web::part::Change;
use crate::web::same::Bit;
use crate::web::size::SizeWatch;

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
            Build::Slim => 17.0,
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
        let tiles = panel.tiles.len().max(1);
        Strip {
            first: panel.first,
            tiles,
            pitch: build.pitch(width, tiles),
        }
    }

    /// The middle of a step's tile.
    fn x(self, step: usize) -> f64 {
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
pub fn slider(brush: &Brush, build: Build) -> Html {
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
    html! {
        <div
            class="tl-s" ref={&brush.places[0]} role="slider" tabindex="0"
            aria-label={brush.get(key!("timeline.label"))}
            aria-valuemin="0" aria-valuemax={panel.steps.to_string()} aria-valuenow={transport.step.to_string()}
            aria-valuetext={transport.value_text.to_string()} aria-orientation="horizontal"
            {onpointerdown} {onpointermove} {onwheel}
        >
            { picture(brush, panel, build, strip) }
            { thumb(panel, strip, width) }
        </div>
    }
}

/// Goes to the step under the pointer.
fn seek((place, painter): &(NodeRef, Painter), strip: Strip, event: &PointerEvent) {
    if let Some(slider) = place.cast::<Element>() {
        let x = f64::from(event.client_x()) - slider.get_bounding_client_rect().left();
        painter.store.send(Msg::Seek(strip.step(x)));
    }
}

fn picture(painter: &Painter, panel: &Panel, build: Build, strip: Strip) -> Html {
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
    html! {
        <svg class="tl" width={width.to_string()} height={height.to_string()} aria-hidden="true">
            if build == Build::Full {
                <rect class="past-bg" width={past.to_string()} height={height.to_string()} />
            }
            <path class="lane" d={format!("M{} {middle}H{}", strip.x(strip.first), strip.x(last))} />
            <path class="lane past" d={format!("M{} {middle}H{past}", strip.x(strip.first).min(past))} />
            { for lanes.iter().enumerate().map(|(row, lane)| lane_mark(painter, lane, row, strip)) }
            { for panel.tiles.iter().map(|tile| tile::mark(tile, strip.x(tile.step), middle)) }
            if is_shown {
                { playhead(panel.now, now) }
            }
        </svg>
    }
}

/// The number of the step in an arrow, and a line through everything.
fn playhead(step: usize, x: f64) -> Html {
    let half = (step.to_string().len() as f64 * 4.0 + 6.0).max(14.0);
    let left = (x - half).max(1.0);
    let flat = half - 4.0;
    let head = format!(
        "M{} 8q0 -4 4 -4h{}q4 0 4 4v8q0 4 -4 4h{}l-3.5 4-3.5-4h{}q-4 0 -4 -4z",
        left,
        flat * 2.0,
        x + 3.5 - left - 2.0 * half + 4.0,
        left + 4.0 - (x - 3.5),
    );
    html! {
        <g class="ph">
            <path class="ph-line" d={format!("M{x} 4V27M{x} 47V84")} />
            <path class="ph-h" d={head} />
            <text class="ph-t" x={(left + half).to_string()} y="12.5">{ step }</text>
        </g>
    }
}

/// A branch that leaves the shown one: a line, its name, and a dot a step, solid where it differs.
fn lane_mark(painter: &Painter, lane: &Lane, row: usize, strip: Strip) -> Html {
    let y = 62.0 + 13.0 * row as f64;
    let last = strip.first + strip.tiles - 1;
    let from = strip.x(lane.from_step.clamp(strip.first, last));
    let until = strip.x((lane.from_step + lane.differs.len()).clamp(strip.first, last));
    let branch = lane.branch;
    let onpointerdown = painter.on(move |event: PointerEvent| {
        event.stop_propagation();
        Msg::SwitchBranch(branch)
    });
    let dots = lane.differs.iter().enumerate().filter_map(|(position, differs)| {
        let step = lane.from_step + 1 + position;
        let class = if *differs { "fork-d diff" } else { "fork-d" };
        let r = if *differs { "3" } else { "2.5" };
        (step <= last && step >= strip.first).then(|| {
            html! { <circle {class} cx={strip.x(step).to_string()} cy={y.to_string()} {r} /> }
        })
    });
    let width = measure::width(Font::Caption, &lane.name) + 30;
    html! {
        <g class="fork">
            <path class="fork-l" d={format!("M{from} 47V{}Q{from} {y} {} {y}H{until}", y - 8.0, from + 8.0)} />
            { for dots }
            <g class="fork-c" transform={format!("translate({} {})", from + 14.0, y - 7.0)} {onpointerdown}>
                <title>{ &*lane.name }</title>
                <rect width={width.to_string()} height="14" rx="7" />
                <g transform="translate(11 7)">{ icon_at_origin(Icon::Fork, 10.0) }</g>
                <text x="20" y="7.5">{ &*lane.name }</text>
            </g>
        </g>
    }
}

/// Which part of the run the strip shows, where it does not show all.
fn thumb(panel: &Panel, strip: Strip, width: f64) -> Html {
    let all = panel.steps + 1;
    if strip.tiles >= all {
        return html! {};
    }
    let share = |steps: usize| steps as f64 / all as f64 * width;
    html! {
        <svg class="tl-thumb" width={width.to_string()} height="4" aria-hidden="true">
            <rect
                x={share(strip.first).to_string()} width={share(strip.tiles).max(16.0).to_string()}
                height="4" rx="2"
            />
        </svg>
    }
}
