//! Making the list of breakpoints, and what is offered for a step and for a node.

use crate::base::gather::Gather;
use crate::model::Node;
use crate::run::breakpoint::Breakpoint;
use crate::run::told::Kind;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::panels::dialog::Dialog;
use crate::studio::panels::stops::{Group, OfNode, OfStep, Offer, Row, Stops};
use crate::text::{Argument, plain};
use crate::{entry, key};

/// How many nodes are offered in the list; others are set from their own panel.
const NODES: usize = 100;

/// How many breakpoints are offered for a step.
const OFFERS: usize = 12;

impl Studio {
    pub(in crate::studio) fn stops_panel(&self) -> Stops {
        let Some(session) = &self.session else {
            return Stops::default();
        };
        let rows = self.stops.list.iter().enumerate().map(|(at, stop)| Row {
            number: stop.number,
            text: self.stop_text(stop).into(),
            is_on: stop.is_on,
            hits: self
                .text
                .line(entry!("stop.hits", count = self.stops.count(at)))
                .into(),
        });
        let kinds = Kind::ALL.iter().map(|&kind| Offer {
            text: self.text.get(kind.key()).into(),
            at: Breakpoint::Kind(kind),
        });
        let nodes = &session.stage.plan.nodes;
        let places = nodes.iter().filter(|node| node.kind != NodeKind::Note);
        let places = places.take(NODES).map(|node| Offer {
            text: node.name.clone(),
            at: Breakpoint::Node(node.id.clone()),
        });
        let queues = nodes.iter().filter_map(|node| match &node.id {
            Node::Queue(name) => Some(name.as_str().into()),
            Node::Exchange(_) | Node::Actor(_) | Node::Note(_) | Node::Other(_) => None,
        });
        let message = self.lit().map(|message| Offer {
            text: self.text.line(entry!("stop.message", message)).into(),
            at: Breakpoint::Message(message),
        });
        let group = |title, offers| Group { title, offers };
        let mut groups = vec![
            group(self.text.get(key!("stop.events")).into(), kinds.gather()),
            group(self.text.get(key!("stop.nodes")).into(), places.gather()),
        ];
        if let Some(message) = message {
            groups.insert(0, group(self.text.get(key!("stop.lit")).into(), vec![message]));
        }
        Stops {
            rows: rows.gather(),
            groups,
            queues: queues.gather(),
        }
    }

    /// What is offered for a step that was asked about.
    pub(in crate::studio) fn stop_dialog(&mut self) -> Option<Dialog> {
        let step = self.stops.offered?;
        let told = plain(&self.told(step));
        let session = self.session.as_mut()?;
        let (now, steps) = (session.step, session.history.steps());
        let events = session.history.events(step);
        let suggested = Breakpoint::suggested(session.history.world(step), &events);
        let offers = suggested.into_iter().take(OFFERS).map(|at| {
            let what = self.breakpoint_text(&at);
            let text = self
                .text
                .line(entry!("stop.offer", what = Argument::Plain(&what)));
            Offer {
                text: text.into(),
                at,
            }
        });
        let title = entry!("timeline.step_of", step, count = steps);
        Some(Dialog::Step(OfStep {
            step,
            title: self.text.line(title).into(),
            told: told.into(),
            is_ahead: step > now,
            offers: offers.gather(),
        }))
    }

    pub(in crate::studio) fn stops_of(&self, node: &Node) -> Option<OfNode> {
        let depth = match node {
            Node::Queue(name) => {
                let depth = self.stops.depth_of(name).map(|depth| depth.to_string());
                Some((name.as_str().into(), depth.unwrap_or_default().into()))
            }
            Node::Exchange(_) | Node::Actor(_) => None,
            Node::Note(_) | Node::Other(_) => return None,
        };
        Some(OfNode {
            is_on: self.stops.find(&Breakpoint::Node(node.clone())).is_some(),
            depth,
        })
    }
}
