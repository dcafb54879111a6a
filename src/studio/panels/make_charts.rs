//! Making the charts: for the steps that are to be seen, what the index knows of them.

use crate::base::gather::Gather;
use crate::base::time::Ms;
use crate::model::Node;
use crate::run::History;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::panels::charts::{Chart, Charts, Line};
use crate::text::{Argument, Entry, Key, Text};
use crate::{entry, key};
use std::rc::Rc;

/// How many charts are shown; what is selected comes first of all.
const ROWS: usize = 24;

/// Spans over which rates are taken, in milliseconds: the least that is a twentieth of the run.
const SPANS_MS: [Ms; 9] = [100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 600_000];

/// What a chart is made of.
struct Drawing<'a> {
    text: &'a Text,
    /// The steps that are to be seen and known.
    steps: Vec<usize>,
    now: usize,
    first: usize,
}

impl Studio {
    pub(in crate::studio) fn charts_panel(&self) -> Charts {
        let Some(session) = &self.session else {
            return Charts::default();
        };
        let (first, tiles) = self.timeline_window(session);
        let known = self.charts.read().min(self.tells_until().unwrap_or(usize::MAX));
        let drawing = Drawing {
            text: &self.text,
            steps: (first..(first + tiles).min(known + 1)).gather(),
            now: session.step,
            first,
        };
        let mut rows = self.all_charts(&drawing);
        let all = rows.len();
        rows.truncate(ROWS);
        let more = (all > ROWS).then(|| self.text.line(entry!("chart.more", count = all - ROWS)).into());
        Charts {
            empty: rows.is_empty().then(|| self.text.get(key!("chart.empty")).into()),
            rows,
            first,
            tiles,
            now: session.step,
            more,
        }
    }

    /// Depths of all queues, then rates, then ages, then what consumers hold; of what is selected, if anything is.
    fn all_charts(&self, drawing: &Drawing) -> Vec<Chart> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let chosen = self.view.selection.lead();
        let world = session.history.branches()[session.history.current().0 as usize].frontier_world();
        let queues = self.charts.queues.values().filter(|line| {
            let name = world.name(line.name);
            match chosen {
                Some(Node::Queue(chosen)) => chosen == name,
                Some(Node::Actor(_) | Node::Exchange(_) | Node::Note(_) | Node::Other(_)) | None => true,
            }
        });
        let queues: Vec<_> = queues.gather();
        let name =
            |line: &crate::studio::time::charts::QueueLine| -> Rc<str> { world.name(line.name).into() };
        let history = &session.history;
        let end_ms = history.tile(history.steps()).map_or(0, |tile| tile.at_ms);
        let span_ms = SPANS_MS.into_iter().find(|span| span * 20 >= end_ms);
        let span_ms = span_ms.unwrap_or(SPANS_MS[SPANS_MS.len() - 1]);
        let mut rows = Vec::new();
        let chose_actor = matches!(chosen, Some(Node::Actor(_)));
        if !chose_actor {
            for line in &queues {
                let ready = |step| u64::from(line.at(step).ready);
                let unacked = |step| u64::from(line.at(step).unacked);
                let lines = vec![
                    drawing.counted(key!("chart.ready"), &ready),
                    drawing.counted(key!("chart.unacked"), &unacked),
                ];
                let most = Argument::Number(line.most.into());
                rows.push(drawing.chart(
                    name(line),
                    NodeKind::Queue,
                    String::new(),
                    lines,
                    line.most.into(),
                    most,
                ));
            }
            for line in queues
                .iter()
                .filter(|line| line.samples.iter().any(|sample| sample.came > 0))
            {
                let what = self
                    .text
                    .line(entry!("chart.rate", span = Argument::Span(span_ms)));
                let since = |step: usize| line.at(before(history, step, span_ms));
                let came = |step| u64::from(line.at(step).came - since(step).came);
                let went = |step| u64::from(line.at(step).went - since(step).went);
                let lines = vec![
                    drawing.counted(key!("chart.came"), &came),
                    drawing.counted(key!("chart.went"), &went),
                ];
                let most = drawing.most_of(&lines);
                rows.push(drawing.chart(
                    name(line),
                    NodeKind::Queue,
                    what,
                    lines,
                    most,
                    Argument::Number(most),
                ));
            }
            for line in queues
                .iter()
                .filter(|line| line.samples.iter().any(|sample| sample.head_since.is_some()))
            {
                let age = |step: usize| {
                    let at_ms = history.tile(step).map_or(0, |tile| tile.at_ms);
                    // What leaves in a step has grown old until then.
                    let heads = [line.at(step), line.at(step.saturating_sub(1))];
                    let heads = heads.iter().filter_map(|sample| sample.head_since);
                    heads.map(|since| at_ms.saturating_sub(since)).max().unwrap_or(0)
                };
                let lines = vec![drawing.spanned(key!("chart.age"), &age)];
                let most = drawing.most_of(&lines).max(line.oldest_ms);
                let what = self.text.get(key!("chart.head")).to_string();
                rows.push(drawing.chart(
                    name(line),
                    NodeKind::Queue,
                    what,
                    lines,
                    most,
                    Argument::Span(most),
                ));
            }
        }
        for (&actor, line) in self.charts.actors.iter() {
            let view = world.actor(actor);
            let is_chosen = match chosen {
                Some(Node::Actor(id)) => *id == view.document_id,
                Some(Node::Queue(_)) => false,
                Some(Node::Exchange(_) | Node::Note(_) | Node::Other(_)) | None => true,
            };
            if !is_chosen {
                continue;
            }
            let lines = vec![drawing.counted(key!("chart.unacked"), &|step| u64::from(line.at(step)))];
            rows.push(drawing.chart(
                world.name(view.name).into(),
                NodeKind::Consumer,
                String::new(),
                lines,
                line.most.into(),
                Argument::Number(line.most.into()),
            ));
        }
        rows
    }
}

/// The last step that was over so long before another one.
fn before(history: &History, step: usize, span_ms: Ms) -> usize {
    let at_ms = |step: usize| history.tile(step).map_or(0, |tile| tile.at_ms);
    let Some(from_ms) = at_ms(step).checked_sub(span_ms) else {
        return 0;
    };
    let (mut known, mut later) = (0, step);
    while later - known > 1 {
        let middle = (known + later) / 2;
        if at_ms(middle) <= from_ms {
            known = middle;
        } else {
            later = middle;
        }
    }
    known
}

impl Drawing<'_> {
    fn counted(&self, name: Key, value: &dyn Fn(usize) -> u64) -> Line {
        self.line(name, value, &|amount| amount.to_string())
    }

    fn spanned(&self, name: Key, value: &dyn Fn(usize) -> u64) -> Line {
        let text = self.text;
        self.line(name, value, &|amount| crate::text::units::span(text, amount))
    }

    fn line(&self, name: Key, value: &dyn Fn(usize) -> u64, told: &dyn Fn(u64) -> String) -> Line {
        let now = value(self.now);
        let before = value(self.now.saturating_sub(1));
        let shown = if before == now {
            told(now)
        } else {
            [told(before), told(now)].join("→")
        };
        Line {
            name: self.text.get(name).into(),
            value: shown.into(),
            points: self.steps.iter().map(|&step| value(step)).gather(),
        }
    }

    fn most_of(&self, lines: &[Line]) -> u64 {
        let all = lines.iter().flat_map(|line| &line.points);
        all.copied().max().unwrap_or(0)
    }

    fn chart(
        &self,
        name: Rc<str>,
        kind: NodeKind,
        what: String,
        lines: Vec<Line>,
        most: u64,
        most_told: Argument,
    ) -> Chart {
        let most_text = self.text.line(entry!("chart.max", most = most_told.clone()));
        let values = lines.iter().map(|line| {
            let entry = entry!(
                "chart.value",
                value = Argument::Plain(&line.value),
                name = Argument::Plain(&line.name)
            );
            self.text.line(entry)
        });
        let values: Vec<String> = values.gather();
        let values = values.join(", ");
        let last = self.first + self.steps.len().saturating_sub(1);
        let told = Entry::of(key!("chart.told"))
            .with("name", Argument::Plain(&name))
            .with("what", Argument::Plain(&what))
            .with("values", Argument::Plain(&values))
            .with("step", self.now)
            .with("first", self.first)
            .with("last", last)
            .with("most", most_told);
        let told = self.text.line(told);
        Chart {
            name,
            kind,
            what: what.into(),
            lines,
            most: most.max(1),
            most_text: most_text.into(),
            told: told.into(),
        }
    }
}
