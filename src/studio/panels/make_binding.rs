//! Making the editor of a binding. It is tried as it stands in the fields, also before it is in the document.

use super::make_form::FormMaking;
use crate::base::gather::Gather;
use crate::broker::topic;
use crate::broker::view::ExchangeKind;
use crate::explain::trial::Trial;
use crate::model::Node;
use crate::model::form::{self, Field, Of, What};
use crate::model::topology::{Binding, DestinationType};
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::forms::Sample;
use crate::studio::panels::binding::{BindingPanel, Preview, Tried, Word};
use crate::studio::panels::form::{Group, Row};
use crate::text::{Argument, Entry, Piece, Text};
use crate::{entry, key};
use std::rc::Rc;

/// How many messages are listed.
const LISTED: usize = 6;

impl Studio {
    pub(in crate::studio) fn binding_panel(&mut self) -> Option<BindingPanel> {
        if self.opened_binding().is_none() {
            self.forms.binding = None;
        }
        let samples = self.samples();
        let at = self.opened_binding()?;
        let rows = self.rows_in_order(at);
        let open = self.forms.binding.clone()?;
        let session = self.session.as_ref()?;
        let document = session.document();
        let making = FormMaking {
            text: &self.text,
            document,
            forms: &self.forms,
        };
        let of = Of::Binding(at);
        let tried = self.as_typed(at);
        let kind = document.topology.exchange_type(&tried.source);
        let kind = kind.and_then(ExchangeKind::read).unwrap_or(ExchangeKind::Direct);
        let fields = match kind {
            ExchangeKind::Headers => vec![What::Match],
            ExchangeKind::Direct | ExchangeKind::Topic | ExchangeKind::Fanout => vec![What::Key],
        };
        let remark = match kind {
            ExchangeKind::Fanout => Some(entry!("form.fanout_ignores")),
            ExchangeKind::Direct if !tried.arguments.is_empty() => Some(entry!("form.arguments_ignored")),
            ExchangeKind::Topic if !tried.arguments.is_empty() => Some(entry!("form.arguments_ignored")),
            ExchangeKind::Topic => Some(match topic::half_wild(&tried.routing_key) {
                Some(word) => entry!("form.half_wild", word = Argument::Code(word)),
                None => entry!("form.topic_words"),
            }),
            ExchangeKind::Headers => Some(entry!("form.headers_match")),
            ExchangeKind::Direct => None,
        };
        let neighbours = self.neighbours();
        let turns = neighbours
            .iter()
            .filter(|_| neighbours.len() > 1)
            .map(|at| said(&self.text, &document.topology.bindings[*at]))
            .gather();
        let name = |node: &Node| -> Rc<str> {
            match node {
                Node::Queue(name) | Node::Exchange(name) => name.as_str().into(),
                Node::Actor(_) | Node::Note(_) | Node::Other(_) => "".into(),
            }
        };
        let rows_title = match kind {
            ExchangeKind::Headers => key!("form.headers"),
            ExchangeKind::Direct | ExchangeKind::Topic | ExchangeKind::Fanout => key!("form.arguments"),
        };
        Some(BindingPanel {
            source: name(&open.edge.from),
            destination: name(&open.edge.to),
            destination_kind: match tried.destination_type {
                DestinationType::Queue => NodeKind::Queue,
                DestinationType::Exchange => NodeKind::Exchange,
            },
            turns,
            which: neighbours.iter().position(|own| *own == at).unwrap_or_default(),
            fields: Group {
                rows: making.rows(&of, &fields),
                ..Group::default()
            },
            words: match kind {
                ExchangeKind::Topic => words(&tried.routing_key),
                ExchangeKind::Direct | ExchangeKind::Fanout | ExchangeKind::Headers => Vec::new(),
            },
            remark: remark.map(|remark| self.text.say(remark)),
            rows: rows.iter().filter_map(|row| making.cells(at, row)).gather(),
            rows_title: self.text.get(rows_title).into(),
            preview: self.preview(kind, &tried, &samples),
            note: self.fork_note(),
            edge: open.edge,
        })
    }

    /// The binding with what is being typed.
    fn as_typed(&self, at: usize) -> Binding {
        let Some(session) = &self.session else {
            return Binding::default();
        };
        let document = session.document();
        let is_its_own = |of: &Of| matches!(of, Of::Binding(own) | Of::Row(own, _) if *own == at);
        let typed = self.forms.typed().filter(|(field, _)| is_its_own(&field.of));
        let typed: Vec<(&Field, &str)> = typed.gather();
        if typed.is_empty() {
            return document.topology.bindings[at].clone();
        }
        let mut changed = (**document).clone();
        for (field, text) in typed {
            // What cannot be written is tried as it was.
            let _ = form::write(&mut changed, field, text);
        }
        changed.topology.bindings[at].clone()
    }

    fn preview(&self, kind: ExchangeKind, binding: &Binding, samples: &[Sample]) -> Preview {
        if samples.is_empty() {
            return Preview {
                empty: Some(self.text.say(entry!("form.nothing_published"))),
                ..Preview::default()
            };
        }
        let trial = Trial {
            kind,
            key: &binding.routing_key,
            arguments: &binding.arguments,
        };
        let attempts = samples.iter().map(|sample| {
            let attempt = trial.attempt(&sample.key, &sample.headers);
            let shown = match kind {
                ExchangeKind::Headers => {
                    let headers = sample.headers.to_json().to_string();
                    vec![Piece::Code(headers)]
                }
                ExchangeKind::Direct | ExchangeKind::Topic | ExchangeKind::Fanout => self
                    .text
                    .say(entry!("form.code", code = Argument::key(&sample.key))),
            };
            Tried {
                message: sample.message,
                key: shown,
                matched: attempt.matched,
                why: self.text.verdict(&attempt),
            }
        });
        let mut rows: Vec<Tried> = attempts.gather();
        let matched = rows.iter().filter(|row| row.matched).count();
        let total = rows.len();
        // Those that match come first.
        crate::base::order::sort_by_key(&mut rows, |row| !row.matched);
        rows.truncate(LISTED);
        let more = total.checked_sub(LISTED).filter(|more| *more > 0);
        Preview {
            count: self
                .text
                .line(entry!("form.matching", count = matched, total))
                .into(),
            rows,
            more: more.map(|count| self.text.say(entry!("node.more", count))),
            empty: None,
        }
    }
}

impl FormMaking<'_> {
    /// The row of an argument.
    fn cells(&self, binding: usize, name: &str) -> Option<[Row; 3]> {
        let of = Of::Row(binding, name.into());
        let cell = |what| {
            let mut row = self.row(&of, what)?;
            let (cell, of) = (Argument::Plain(&row.name), Argument::Plain(name));
            row.name = self.text.line(entry!("form.cell", cell, of)).into();
            Some(row)
        };
        Some([cell(What::Name)?, cell(What::Type)?, cell(What::Value)?])
    }
}

/// What tells a binding from its neighbours.
fn said(text: &Text, binding: &Binding) -> Rc<str> {
    match binding.arguments.is_empty() {
        true => text.line(Entry::of(key!("form.code")).with("code", Argument::key(&binding.routing_key))),
        false => format!("{} {}", binding.routing_key, binding.arguments.to_json())
            .trim()
            .into(),
    }
    .into()
}

fn words(key: &str) -> Vec<Word> {
    let words = key.split('.').map(|word| Word {
        text: word.into(),
        is_wild: matches!(word, "*" | "#"),
    });
    words.gather()
}
