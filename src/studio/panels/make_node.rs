//! Making the Node panel: what is set, as it is in effect, what the node holds now, and what can be done to it.

use crate::base::gather::Gather;
use crate::base::ids::ActorId;
use crate::base::value::Value as Any;
use crate::broker::view::{Destination, ExchangeKind};
use crate::model::{Actor, Document, Node};
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::doing::{actor_of, can_attach, choice};
use crate::studio::msg::HandAction;
use crate::studio::panels::Rich;
use crate::studio::panels::node::{Action, InHand, NodePanel, ProgramLine, Section, Setting, Value};
use crate::studio::session::Session;
use crate::studio::words;
use crate::text::{Argument, Entry, Key, Piece, Text};
use crate::world::view::Activity;
use crate::world::{Status, World};
use crate::{entry, key};
use std::rc::Rc;

/// How many rows of a table are shown.
pub(super) const ROWS: usize = 20;

impl Studio {
    pub(in crate::studio) fn node_panel(&mut self) -> NodePanel {
        let Some((session, node)) = self.session.as_mut().zip(self.view.selection.lead().cloned()) else {
            if let Some(edge) = self.view.selection.edge() {
                let [from, to] = [&edge.from, &edge.to].map(|node| self.plain_name(node));
                return NodePanel {
                    name: [&*from, " → ", &*to].concat().into(),
                    kind_text: self.told_of_edge(edge.kind, &edge.from, &edge.to).into(),
                    form: Some(self.edge_form(edge)),
                    ..NodePanel::default()
                };
            }
            return NodePanel {
                empty: Some(self.text.say(entry!("node.none"))),
                form: self.drawing_form(),
                ..NodePanel::default()
            };
        };
        let Some(at) = session.stage.node(&node) else {
            return NodePanel::default();
        };
        let (name, kind) = {
            let planned = &session.stage.plan.nodes[at];
            (planned.name.clone(), planned.kind)
        };
        let world = session.world().clone();
        let document = session.document().clone();
        let making = Making {
            text: &self.text,
            world: &world,
            document: &document,
        };
        let mut panel = NodePanel {
            node: Some((node.clone(), kind)),
            name,
            kind_text: self.text.get(words::kind(kind)).into(),
            ..NodePanel::default()
        };
        match &node {
            Node::Queue(name) => making.queue(name, &mut panel),
            Node::Exchange(name) => making.exchange(name, &mut panel),
            Node::Actor(id) => {
                making.actor(*id, &mut panel);
                panel.actions = actions(&self.text, session, &node, &panel.name);
            }
            Node::Note(_) | Node::Other(_) => {}
        }
        if can_attach(&document, &node) {
            let key = if kind == NodeKind::Queue {
                key!("hand.attach_consumer")
            } else {
                key!("hand.attach_producer")
            };
            panel.attach = Some(self.text.get(key).into());
        }
        let is_past = session.step < session.history.steps();
        if is_past && !panel.actions.is_empty() {
            let (step, branch) = (session.step, session.history.current().0 as usize);
            panel.note = self.session.as_ref().map(|session| {
                let branch = self.branch_name(session, branch);
                self.text
                    .say(entry!("node.fork_note", step, branch = Argument::Plain(&branch)))
            });
        }
        panel.stops = self.stops_of(&node);
        self.add_forms(&node, &mut panel);
        panel
    }
}

/// What can be done to an actor by hand, and whether now.
fn actions(text: &Text, session: &mut Session, node: &Node, name: &str) -> Vec<Action> {
    let world = session.world().clone();
    let Some(actor) = actor_of(session.document(), node).filter(|actor| actor.index() < world.actor_count())
    else {
        return Vec::new();
    };
    let consumes = !world.actor(actor).in_hand.is_empty()
        || session.document().actors[actor.index()]
            .consumes
            .iter()
            .any(|subscription| !subscription.no_ack);
    let is_up = world.actor(actor).status == Status::Up;
    let publishes = session
        .stage
        .plan
        .edges
        .iter()
        .any(|edge| edge.id.kind == crate::scene::edge::EdgeKind::Publish && edge.id.from == *node);
    let mut offered = Vec::new();
    if publishes {
        offered.push((HandAction::Send, key!("hand.send"), false));
    }
    if consumes {
        offered.push((HandAction::Ack, key!("hand.ack"), false));
        offered.push((HandAction::Requeue, key!("hand.requeue"), false));
        offered.push((HandAction::Reject, key!("hand.reject"), false));
    }
    if is_up {
        offered.push((HandAction::Crash, key!("hand.crash"), true));
        offered.push((HandAction::Cut, key!("hand.cut"), true));
    } else {
        offered.push((HandAction::Restart, key!("hand.restart"), false));
    }
    let actions = offered.into_iter().map(|(action, key, is_danger)| {
        let choice = choice(session, node, action);
        Action {
            action,
            text: text
                .line(Entry::of(key).with("name", Argument::Plain(name)))
                .into(),
            enabled: choice.is_some_and(|choice| world.is_enabled(choice)),
            is_danger,
        }
    });
    actions.gather()
}

/// What the panel is made from.
pub(super) struct Making<'a> {
    pub text: &'a Text,
    pub world: &'a World,
    pub document: &'a Document,
}

impl Making<'_> {
    pub(super) fn get(&self, key: Key) -> Rc<str> {
        self.text.get(key).into()
    }

    pub(super) fn flag(&self, name: Key, badge: &str, set: bool) -> Setting {
        Setting {
            name: self.get(name),
            badge: badge.into(),
            value: Value::Flag(set),
            source: "".into(),
        }
    }

    pub(super) fn set(&self, name: Key, badge: &str, text: String, unit: &str) -> Setting {
        Setting {
            name: self.get(name),
            badge: badge.into(),
            value: Value::Set {
                text: text.into(),
                unit: unit.into(),
            },
            source: "".into(),
        }
    }

    /// A setting that may be absent: then what holds without it is said.
    pub(super) fn maybe(
        &self,
        (name, unset): (Key, Key),
        badge: &str,
        value: Option<String>,
        unit: &str,
    ) -> Setting {
        match value {
            Some(value) => self.set(name, badge, value, unit),
            None => Setting {
                name: self.get(name),
                badge: badge.into(),
                value: Value::Unset(self.get(unset)),
                source: "".into(),
            },
        }
    }

    pub(super) fn code(&self, text: &str) -> Rich {
        vec![Piece::Code(text.into())]
    }

    pub(super) fn plain(&self, text: String) -> Rich {
        vec![Piece::Plain(text)]
    }

    fn exchange(&self, name: &str, panel: &mut NodePanel) {
        let broker = self.world.broker();
        let Some(id) = broker.exchange_called(name) else {
            panel.empty = Some(vec![Piece::Plain(self.text.get(key!("caption.absent")).into())]);
            return;
        };
        let exchange = broker.exchange(id);
        panel.kind_text = self.get(exchange_kind(name, exchange.kind));
        if name.is_empty() {
            panel.name = self.get(key!("term.default_exchange"));
        }
        let keys = (
            key!("setting.alternate_exchange"),
            key!("setting.alternate_exchange.unset"),
        );
        let alternate = exchange.alternate.map(|name| self.world.name(name).to_string());
        panel.sections = vec![Section::Settings {
            title: self.get(key!("settings.general")),
            rows: vec![
                self.flag(key!("setting.durable"), "D", exchange.durable),
                self.flag(key!("setting.auto_delete"), "AD", exchange.auto_delete),
                self.flag(key!("setting.internal"), "I", exchange.internal),
                self.maybe(keys, "AE", alternate, ""),
            ],
        }];
        let rows: Vec<Vec<Rich>> = broker
            .bindings(id)
            .take(ROWS)
            .map(|binding| {
                let to = match binding.destination {
                    Destination::Queue(queue) => broker.queue_name(queue),
                    Destination::Exchange(exchange) => broker.exchange_name(exchange),
                };
                let key = self.world.name(binding.routing_key);
                let wanted = if binding.arguments.is_empty() {
                    key.to_string()
                } else {
                    binding.arguments.to_json().to_string()
                };
                vec![self.code(&wanted), self.code(self.world.name(to))]
            })
            .gather();
        if !rows.is_empty() {
            panel.sections.push(Section::Table {
                title: self.get(key!("node.bindings")),
                heads: vec![self.get(key!("node.head.key")), self.get(key!("node.head.to"))],
                rows,
            });
        }
    }

    fn actor(&self, id: u32, panel: &mut NodePanel) {
        let Some(at) = self.document.actors.iter().position(|actor| actor.id == id) else {
            return;
        };
        let actor = &self.document.actors[at];
        panel.sections.push(self.actor_settings(actor, at));
        panel.program = program(actor, self.line(at));
        if at >= self.world.actor_count() {
            return;
        }
        let id = ActorId(at as u32);
        let broker = self.world.broker();
        let held = self.world.actor(id).in_hand.iter().take(ROWS);
        panel.hands = held
            .map(|held| InHand {
                message: broker.message(held.message).label,
                queue: self.world.name(broker.queue_name(held.queue)).into(),
                delivery_tag: held.delivery_tag,
                redelivered: held.redelivered,
            })
            .gather();
        panel.sections.extend(self.variables(id));
        panel.sections.extend(self.effects(id));
        panel.sections.extend(self.unconfirmed(id));
    }

    fn line(&self, at: usize) -> Option<u32> {
        if at >= self.world.actor_count() {
            return None;
        }
        match self.world.actor(ActorId(at as u32)).activity {
            Activity::Idle => None,
            Activity::Line(line)
            | Activity::Works { line, .. }
            | Activity::Waits { line, .. }
            | Activity::Asks { line }
            | Activity::NeedsConnection { line } => Some(line),
        }
    }

    fn actor_settings(&self, actor: &Actor, at: usize) -> Section {
        let mut rows = Vec::new();
        if at < self.world.actor_count() {
            let view = self.world.actor(ActorId(at as u32));
            let status = match view.status {
                Status::Up => key!("setting.status.up"),
                Status::Crashed { .. } => key!("setting.status.crashed"),
                Status::NotStarted => key!("caption.not_started"),
            };
            rows.push(self.set(key!("setting.status"), "", self.text.get(status).into(), ""));
            rows.push(self.flag(key!("setting.connected"), "", view.connected && !view.severed));
        }
        for subscription in &actor.consumes {
            rows.push(self.set(key!("kind.queue"), "", subscription.queue.clone(), ""));
            let prefetch = match subscription.prefetch {
                0 => self.text.get(key!("node.unlimited")).to_string(),
                prefetch => prefetch.to_string(),
            };
            rows.push(self.set(key!("setting.prefetch"), "", prefetch, ""));
            rows.push(self.flag(key!("setting.manual_ack"), "", !subscription.no_ack));
            if let Some(Any::Integer(priority)) = subscription.arguments.get("x-priority") {
                rows.push(self.set(key!("setting.consumer_priority"), "", priority.to_string(), ""));
            }
        }
        if actor.confirms {
            rows.push(self.flag(key!("setting.confirms"), "", true));
        }
        if actor.transactional {
            rows.push(self.flag(key!("setting.transactional"), "", true));
        }
        let milliseconds = self.text.get(key!("unit.ms"));
        if actor.link.latency_ms > 0 {
            let latency = actor.link.latency_ms.to_string();
            rows.push(self.set(key!("setting.latency"), "", latency, milliseconds));
        }
        rows.push(self.set(key!("setting.user"), "", actor.user.clone(), ""));
        Section::Settings {
            title: self.get(key!("settings.general")),
            rows,
        }
    }

    fn variables(&self, actor: ActorId) -> Option<Section> {
        let rows: Vec<Vec<Rich>> = self
            .world
            .variables(actor)
            .map(|(name, value)| vec![self.code(name), self.code(&value.to_json().to_string())])
            .gather();
        self.table(
            key!("node.variables"),
            &[key!("node.head.name"), key!("node.head.value")],
            rows,
        )
    }

    fn effects(&self, actor: ActorId) -> Option<Section> {
        let rows: Vec<Vec<Rich>> = self
            .world
            .effects(actor)
            .map(|(name, count)| vec![self.code(self.world.name(name)), self.plain(count.to_string())])
            .gather();
        self.table(
            key!("node.effects"),
            &[key!("node.head.name"), key!("node.head.count")],
            rows,
        )
    }

    fn unconfirmed(&self, actor: ActorId) -> Option<Section> {
        let rows: Vec<Vec<Rich>> = self
            .world
            .actor(actor)
            .unconfirmed
            .iter()
            .take(ROWS)
            .map(|publish| {
                vec![
                    vec![Piece::Message(publish.message)],
                    self.plain(publish.sequence.to_string()),
                ]
            })
            .gather();
        let heads = [key!("node.head.message"), key!("node.head.tag")];
        self.table(key!("node.unconfirmed"), &heads, rows)
    }

    fn table(&self, title: Key, heads: &[Key], rows: Vec<Vec<Rich>>) -> Option<Section> {
        (!rows.is_empty()).then(|| Section::Table {
            title: self.get(title),
            heads: heads.iter().map(|head| self.get(*head)).gather(),
            rows,
        })
    }
}

fn exchange_kind(name: &str, kind: ExchangeKind) -> Key {
    match kind {
        _ if name.is_empty() => key!("node.kind.default"),
        ExchangeKind::Direct => key!("node.kind.direct"),
        ExchangeKind::Fanout => key!("node.kind.fanout"),
        ExchangeKind::Topic => key!("node.kind.topic"),
        ExchangeKind::Headers => key!("node.kind.headers"),
    }
}

fn program(actor: &Actor, line: Option<u32>) -> Vec<ProgramLine> {
    let lines = actor.program.0.iter().enumerate();
    lines
        .map(|(at, text)| ProgramLine {
            number: at + 1,
            text: text.as_str().into(),
            is_now: line == Some(at as u32 + 1),
        })
        .gather()
}
