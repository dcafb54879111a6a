//! The charts under the timeline, on its axis: a column of names and values, and a picture for each.

use std::any::Any;

use yew::prelude::*;

use crate::key;
use crate::scene::svg::written;
use crate::studio::Studio;
use crate::studio::panels::charts::{Chart, Charts, Line};
use crate::web::icon::kind_icon;
use crate::web::painter::{Brush, Painter};
use crate::web::part::Change;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, path, text};
use crate::web::size::SizeWatch;
use crate::web::tag::{Tag, div, span, tag, worded, worded_if};
use crate::web::timeline::{Build, Strip};

/// How high a chart is, and where its lines are.
const HEIGHT: f64 = 55.0;
const TOP: f64 = 9.0;
const BASE: f64 = 47.0;

/// What the charts show.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().charts)]
}

/// Knows how wide the timeline is above.
pub fn attach(places: &[NodeRef; 4], change: &Callback<Change>) -> Vec<Box<dyn Any>> {
    let change = change.clone();
    let watch = SizeWatch::new(&places[0], move |width, height| {
        change.emit(Change::Size(width, height));
    });
    vec![Box::new(watch)]
}

/// The charts.
pub fn list(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().charts;
    let strip = Strip::of(panel.first, panel.tiles, Build::Full, brush.size.0);
    let rows = panel.rows.iter().map(|chart| row(brush, panel, chart, strip));
    let list = tag("ul")
        .class("charts")
        .set("aria-label", brush.get(key!("tab.charts")))
        .children(rows);
    // Nothing in it takes the focus, so it is scrolled by keys itself.
    let scrolled = div("runs-pane")
        .set("tabindex", "0")
        .child(list)
        .child(panel.empty.as_ref().map(|words| worded("p", "empty", words)))
        .child(panel.more.as_ref().map(|words| worded("p", "empty", words)));
    div("charts-pane")
        .child(div("charts-rule").place(&brush.places[0]))
        .child(scrolled)
}

fn row(_painter: &Painter, panel: &Charts, chart: &Chart, strip: Strip) -> Tag {
    let names = chart.lines.iter().enumerate().map(|(at, line)| {
        let class = if at == 0 { "chart-v" } else { "chart-v second" };
        span(class)
            .child(tag("i"))
            .child(worded("b", "", &line.value))
            .child(" ")
            .child(&*line.name)
    });
    let head = div("chart-n")
        .set("aria-hidden", "true")
        .child(
            div("chart-t")
                .child(kind_icon(chart.kind))
                .child(worded("b", "", &chart.name)),
        )
        .child(worded_if("small", "", &chart.what))
        .children(names);
    let width = strip.width();
    let now = strip.x(panel.now);
    let last = panel.first + panel.tiles;
    let is_seen = panel.first <= panel.now && panel.now < last;
    let mut picture = tag("svg")
        .class("chart-p")
        .set("role", "img")
        .set("aria-label", chart.told.clone())
        .set("width", width)
        .set("height", HEIGHT)
        .child(path("chart-max", written("M0 #H#", &[TOP, width])));
    for (at, line) in chart.lines.iter().enumerate().rev() {
        picture = picture.child(drawn(panel, chart, line, at == 0, strip));
    }
    let label = text("chart-m", TOP + 7.0, &chart.most_text).set("x", width - 4.0);
    let playhead = is_seen.then(|| {
        let dot = chart.lines.first().and_then(|line| {
            let value = *line.points.get(panel.now - panel.first)?;
            let dot = circle("chart-dot", 3.0);
            Some(dot.set("cx", now).set("cy", y(chart, value)))
        });
        let line = path("ph-line", written("M# 0V#", &[now, HEIGHT]));
        g("").child(line).child(dot)
    });
    tag("li")
        .class("chart")
        .child(head)
        .child(picture.child(playhead).child(label))
}

fn y(chart: &Chart, value: u64) -> f64 {
    BASE - (BASE - TOP) * value as f64 / chart.most as f64
}

/// A line, up to the playhead and beyond it. Each step has a level as wide as its tile; that of the playhead is half past.
fn drawn(panel: &Charts, chart: &Chart, line: &Line, filled: bool, strip: Strip) -> Tag {
    let points = &line.points;
    let half = strip.pitch() / 2.0;
    let start = strip.x(panel.first) - half;
    let end = start + points.len() as f64 * strip.pitch();
    let middle = strip.x(panel.now).clamp(start, end);
    let now = panel.now.saturating_sub(panel.first);
    let past = if panel.now < panel.first {
        0
    } else {
        points.len().min(now + 1)
    };
    let part = |class: &'static str, first: usize, points: &[u64], [from, to]: [f64; 2]| {
        let (&level, rest) = points.split_first()?;
        let mut way = written("M# #", &[from, y(chart, level)]);
        for (at, &value) in rest.iter().enumerate() {
            let x = strip.x(panel.first + first + at + 1) - half;
            way.push_str(&written("H#V#", &[x, y(chart, value)]));
        }
        way.push_str(&written("H#", &[to]));
        let area = filled.then(|| {
            let mut area = way.clone();
            area.push_str(&written("V#H#Z", &[BASE, from]));
            path("chart-a", area)
        });
        Some(g(class).child(area).child(path("chart-w", way)))
    };
    g(if filled { "chart-l" } else { "chart-l second" })
        .child(part("", 0, &points[..past], [start, middle]))
        .child(part(
            "fut",
            now,
            points.get(now..).unwrap_or_default(),
            [middle, end],
        ))
}
