//! Making the charts: for the steps that are to be seen, what the index knows of them.

use crate::base::gather::Gather;
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::model::Node;
use crate::run::History;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::panels::charts::{Chart, Charts, Line};
use crate::studio::time::charts::{ActorLine, QueueLine};
use crate::text::{Argument, Entry, Key, Text};
use crate::world::World;
use crate::{entry, key};
use std::rc::Rc;

/// How many charts are shown; what is selected comes first of all.
const ROWS: usize = 24;

/// Spans over which rates are taken, in milliseconds: the least that is a twentieth of the run.
const SPANS_MS: [Ms; 9] = [100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 600_000];

/// What a chart is made of.
struct Drawing<'a> {
    text: &'a Text,
    history: &'a History,
    /// It knows all names.
    world: &'a World,
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
            history: &session.history,
            world: session.history.branches()[session.history.current().0 as usize].frontier_world(),
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
        let chosen = self.view.selection.lead();
        let is_queue = |line: &&QueueLine| match chosen {
            Some(Node::Queue(chosen)) => drawing.world.name(line.name) == chosen,
            Some(Node::Actor(_)) => false,
            Some(Node::Exchange(_) | Node::Note(_) | Node::Other(_)) | None => true,
        };
        let is_actor = |id: u32| match chosen {
            Some(Node::Actor(chosen)) => *chosen == id,
            Some(Node::Queue(_)) => false,
            Some(Node::Exchange(_) | Node::Note(_) | Node::Other(_)) | None => true,
        };
        let queues: Vec<&QueueLine> = self.charts.queues.values().filter(is_queue).take(ROWS).gather();
        let mut rows: Vec<Chart> = queues.iter().map(|line| drawing.depth(line)).gather();
        let span_ms = drawing.span_ms();
        let busy = queues.iter().filter(|line| line.has_come());
        rows.extend(busy.map(|line| drawing.rates(line, span_ms)));
        let waited = queues.iter().filter(|line| line.has_waited());
        rows.extend(waited.map(|line| drawing.age(line)));
        for (&actor, line) in self.charts.actors.iter() {
            let view = drawing.world.actor(actor);
            if is_actor(view.document_id) {
                rows.push(drawing.held(view.name, line));
            }
        }
        rows
    }
}

impl Drawing<'_> {
    /// What rates are taken over: the least span that is a twentieth of the run.
    fn span_ms(&self) -> Ms {
        let end_ms = self.at_ms(self.history.steps());
        let enough = SPANS_MS.into_iter().find(|span| span * 20 >= end_ms);
        enough.unwrap_or(SPANS_MS[SPANS_MS.len() - 1])
    }

    fn at_ms(&self, step: usize) -> Ms {
        self.history.tile(step).map_or(0, |tile| tile.at_ms)
    }

    fn depth(&self, line: &QueueLine) -> Chart {
        let lines = vec![
            self.counted(key!("chart.ready"), &|step| line.at(step).ready.into()),
            self.counted(key!("chart.unacked"), &|step| line.at(step).unacked.into()),
        ];
        let most = line.most.into();
        let told = Argument::Number(most);
        self.chart((line.name, NodeKind::Queue), String::new(), lines, most, told)
    }

    fn rates(&self, line: &QueueLine, span_ms: Ms) -> Chart {
        let since = |step: usize| line.at(before(self.history, step, span_ms));
        let came = |step| u64::from(line.at(step).came - since(step).came);
        let went = |step| u64::from(line.at(step).went - since(step).went);
        let lines = vec![
            self.counted(key!("chart.came"), &came),
            self.counted(key!("chart.went"), &went),
        ];
        let what = entry!("chart.rate", span = Argument::Span(span_ms));
        let most = self.most_of(&lines);
        let told = Argument::Number(most);
        self.chart(
            (line.name, NodeKind::Queue),
            self.text.line(what),
            lines,
            most,
            told,
        )
    }

    fn age(&self, line: &QueueLine) -> Chart {
        let age = |step: usize| {
            // What leaves in a step has grown old until then.
            let heads = [line.at(step), line.at(step.saturating_sub(1))];
            let heads = heads.iter().filter_map(|sample| sample.head_since);
            let ages = heads.map(|since| self.at_ms(step).saturating_sub(since));
            ages.max().unwrap_or(0)
        };
        let lines = vec![self.spanned(key!("chart.age"), &age)];
        let most = self.most_of(&lines).max(line.oldest_ms);
        let what = self.text.get(key!("chart.head")).to_string();
        let told = Argument::Span(most);
        self.chart((line.name, NodeKind::Queue), what, lines, most, told)
    }

    fn held(&self, name: Name, line: &ActorLine) -> Chart {
        let lines = vec![self.counted(key!("chart.unacked"), &|step| line.at(step).into())];
        let most = line.most.into();
        let told = Argument::Number(most);
        self.chart((name, NodeKind::Consumer), String::new(), lines, most, told)
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
        (name, kind): (Name, NodeKind),
        what: String,
        lines: Vec<Line>,
        most: u64,
        most_told: Argument,
    ) -> Chart {
        let name: Rc<str> = self.world.name(name).into();
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
