//! Playing a case: connections and channels open when they are first named, operations become commands, and what the broker
//! sends becomes a trace.

use super::case::{Case, CaseError, Fields};
use super::trace::{Events, merge, message_json};
use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::broker::{
    ApplyTo, Broker, Error, Frame, Outgoing, Output, PermissionDefinition, PolicyDefinition, Scope, VhostId,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Player<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) broker: Broker,
    pub(super) vhost: VhostId,
    pub(super) now: Ms,
    pub(super) output: Output,
    /// In the order of connecting.
    pub(super) connections: Vec<Client>,
    /// Queues that were declared without `exclusive`, in the order of first mention.
    pub(super) queues: Vec<String>,
    pub(super) published: u32,
    pub(super) step: Step,
}

pub(super) struct Client {
    pub(super) name: String,
    pub(super) id: ConnectionId,
    pub(super) channels: BTreeMap<u16, Opened>,
}

pub(super) struct Opened {
    pub(super) id: ChannelId,
    /// The newest delivery tag of each body.
    pub(super) tags: BTreeMap<String, u64>,
    /// Sequence numbers that were confirmed or refused.
    pub(super) settled: BTreeSet<u64>,
}

/// What one operation leads to.
#[derive(Default)]
pub(super) struct Step {
    pub(super) reply: Option<Value>,
    pub(super) error: Option<Value>,
    pub(super) events: Events,
}

impl<'a> Player<'a> {
    pub(super) fn new(case: &'a Case<'a>) -> Result<Self, CaseError> {
        let mut broker = Broker::new();
        let vhost = broker.add_vhost("/");
        for user in &case.users {
            let id = broker.add_user(user.name, &user.tags);
            let Some([configure, write, read]) = user.permissions else {
                continue;
            };
            let permission = PermissionDefinition {
                configure: configure.to_string(),
                write: write.to_string(),
                read: read.to_string(),
            };
            broker
                .set_permission(id, vhost, permission)
                .map_err(|refusal| CaseError::of_case(format!("user `{}`: {}", user.name, refusal.0)))?;
        }
        Ok(Player {
            case,
            broker,
            vhost,
            now: 0,
            output: Output::new(),
            connections: Vec::new(),
            queues: Vec::new(),
            published: 0,
            step: Step::default(),
        })
    }

    pub(super) fn play(mut self) -> Result<Value, CaseError> {
        let mut steps = Vec::new();
        for (at, op) in self.case.ops.iter().enumerate() {
            self.step = Step::default();
            let kind = op.text("op").map_err(|error| error.at(at))?;
            self.operate(kind, *op).map_err(|error| CaseError {
                message: format!("{kind}: {}", error.message),
                operation: Some(at),
            })?;
            self.fire_until(self.now);
            let mut step = json!({"i": at, "op": kind});
            let Step { reply, error, events } = std::mem::take(&mut self.step);
            match (error, reply) {
                (Some(error), _) => merge(&mut step, json!({ "error": error })),
                (None, Some(reply)) => merge(&mut step, json!({ "reply": reply })),
                (None, None) => {}
            }
            if let Some(events) = events.into_json() {
                merge(&mut step, json!({ "events": events }));
            }
            steps.push(step);
        }
        let last = self.last()?;
        Ok(json!({"case": self.case.name, "steps": steps, "final": last}))
    }

    fn operate(&mut self, kind: &str, op: Fields) -> Result<(), CaseError> {
        match kind {
            "advance" => {
                self.fire_until(self.now + op.number("ms")?);
                Ok(())
            }
            "set_policy" => self.set_policy(op),
            "clear_policy" => {
                let name = self.broker.names_mut().intern(op.text("name")?);
                self.broker
                    .clear_policy(self.now, self.vhost, name, &mut self.output);
                self.take_frames();
                Ok(())
            }
            "restart" => {
                self.broker.restart(self.now, &mut self.output);
                self.output.clear();
                self.connections.clear();
                Ok(())
            }
            "connection_close" | "connection_drop" => self.disconnect(op.text("conn")?),
            _ => {
                let name = op.text("ch")?;
                let channel = self.channel(name)?;
                let command = self.command(kind, op, name)?;
                self.broker.command(self.now, channel, &command, &mut self.output);
                self.take_frames();
                Ok(())
            }
        }
    }

    /// Moves the clock, firing what is due on the way.
    pub(super) fn fire_until(&mut self, until: Ms) {
        while let Some(due) = self.broker.next_deadline().filter(|&due| due <= until) {
            self.now = self.now.max(due);
            self.broker.fire_deadline(self.now, &mut self.output);
            self.take_frames();
        }
        self.now = until;
    }

    fn set_policy(&mut self, op: Fields) -> Result<(), CaseError> {
        let apply_to = match op.text_or("apply_to", "all")? {
            "queues" => ApplyTo::Queues,
            "exchanges" => ApplyTo::Exchanges,
            "all" => ApplyTo::All,
            other => return Err(CaseError::of_case(format!("`apply_to` cannot be \"{other}\""))),
        };
        let policy = PolicyDefinition {
            name: self.broker.names_mut().intern(op.text("name")?),
            pattern: op.text("pattern")?.to_string(),
            apply_to,
            priority: op.integer_or("priority", 0)?,
            definition: op.table("definition")?,
        };
        self.broker
            .set_policy(self.now, self.vhost, policy, &mut self.output)
            .map_err(|refusal| CaseError::of_case(refusal.0))?;
        self.take_frames();
        Ok(())
    }

    fn disconnect(&mut self, name: &str) -> Result<(), CaseError> {
        let Some(at) = self.connections.iter().position(|client| client.name == name) else {
            return Err(CaseError::of_case(format!(
                "there is no connection `{name}` to end"
            )));
        };
        let client = self.connections.remove(at);
        self.broker
            .close_connection(self.now, client.id, &mut self.output);
        self.take_frames();
        Ok(())
    }

    /// The channel of that name (`a/1`), opened if need be, with its connection.
    fn channel(&mut self, name: &str) -> Result<ChannelId, CaseError> {
        let wrong = || CaseError::of_case(format!("`ch` must be like \"a/1\", and is \"{name}\""));
        let (connection, number) = name.split_once('/').ok_or_else(wrong)?;
        let number: u16 = number
            .parse()
            .ok()
            .filter(|&number| number > 0)
            .ok_or_else(wrong)?;
        let at = self.connection(connection)?;
        let client = &mut self.connections[at];
        if let Some(opened) = client.channels.get(&number)
            && self.broker.channel(opened.id).open
        {
            return Ok(opened.id);
        }
        let id = self
            .broker
            .open_channel(self.now, client.id, number, &mut self.output)
            .ok_or_else(|| CaseError::of_case(format!("channel {name} cannot be opened")))?;
        client.channels.insert(
            number,
            Opened {
                id,
                tags: BTreeMap::new(),
                settled: BTreeSet::new(),
            },
        );
        self.output.clear();
        Ok(id)
    }

    fn connection(&mut self, name: &str) -> Result<usize, CaseError> {
        let known = self.connections.iter().position(|client| client.name == name);
        if let Some(at) = known
            && self.broker.is_connected(self.connections[at].id)
        {
            return Ok(at);
        }
        let user = self
            .case
            .connections
            .iter()
            .find(|(connection, _)| *connection == name);
        let user = user.map_or("guest", |(_, user)| user);
        let id = self
            .connect(user)
            .map_err(|error| CaseError::of_case(format!("connection `{name}`: {error}")))?;
        let client = Client {
            name: name.to_string(),
            id,
            channels: BTreeMap::new(),
        };
        Ok(match known {
            Some(at) => {
                self.connections[at] = client;
                at
            }
            None => {
                self.connections.push(client);
                self.connections.len() - 1
            }
        })
    }

    pub(super) fn connect(&mut self, user: &str) -> Result<ConnectionId, Error> {
        let user = self.broker.names_mut().intern(user);
        let vhost = self.broker.names_mut().intern("/");
        self.broker.connect(user, vhost, &mut self.output)
    }

    /// Writes down what the broker has sent.
    fn take_frames(&mut self) {
        let frames = std::mem::take(&mut self.output.frames);
        for outgoing in &frames {
            self.take_frame(outgoing);
        }
        self.output.clear();
    }

    fn take_frame(&mut self, outgoing: &Outgoing) {
        let Player {
            connections,
            broker,
            step,
            ..
        } = self;
        let Some(client) = connections
            .iter_mut()
            .find(|client| client.id == outgoing.connection)
        else {
            return;
        };
        let mut channels = client.channels.iter_mut();
        let Some((number, opened)) = channels.find(|(_, opened)| opened.id == outgoing.channel) else {
            return;
        };
        let name = format!("{}/{number}", client.name);
        let text = |name: Name| broker.names().text(name);
        match &outgoing.frame {
            Frame::Ok => step.reply = Some(json!({"ok": true})),
            Frame::QueueDeclareOk {
                queue,
                message_count,
                consumer_count,
            } => {
                step.reply = Some(json!({
                    "queue": text(*queue), "message_count": message_count, "consumer_count": consumer_count,
                }));
            }
            Frame::MessageCount { message_count } => {
                step.reply = Some(json!({ "message_count": message_count }));
            }
            Frame::ConsumeOk { consumer_tag } => {
                step.reply = Some(json!({"consumer_tag": text(*consumer_tag)}))
            }
            Frame::GetEmpty => step.reply = Some(json!({"empty": true})),
            Frame::GetOk {
                delivery_tag,
                redelivered,
                message,
                message_count,
            } => {
                let shown = message_json(broker, *message);
                opened.saw(&shown, *delivery_tag);
                let mut reply =
                    json!({"message_count": message_count, "tag": delivery_tag, "redelivered": redelivered});
                merge(&mut reply, shown);
                step.reply = Some(reply);
            }
            Frame::Deliver {
                consumer: _,
                consumer_tag,
                delivery_tag,
                redelivered,
                message,
            } => {
                let shown = message_json(broker, *message);
                opened.saw(&shown, *delivery_tag);
                let mut delivery =
                    json!({"consumer": text(*consumer_tag), "tag": delivery_tag, "redelivered": redelivered});
                merge(&mut delivery, shown);
                step.events.delivered(&name, delivery);
            }
            Frame::Return { message } => step.events.returned(&name, message_json(broker, *message)),
            Frame::Confirm {
                ack,
                sequence,
                multiple,
            } => step.events.settled(
                &name,
                *ack,
                opened.newly_settled(*sequence, *multiple).into_iter(),
            ),
            Frame::Cancelled { consumer_tag } => step.events.cancelled(&name, text(*consumer_tag)),
            Frame::ChannelClosed { error } => step.error = Some(error_json(error, Some(&name))),
            Frame::ConnectionClosed { error } => step.error = Some(error_json(error, None)),
        }
    }
}

impl Opened {
    fn saw(&mut self, message: &Value, delivery_tag: u64) {
        if let Some(body) = message.get("body").and_then(Value::as_str) {
            self.tags.insert(body.to_string(), delivery_tag);
        }
    }

    /// The sequence numbers that a confirm covers and none before it did.
    fn newly_settled(&mut self, sequence: u64, multiple: bool) -> Vec<u64> {
        let first = if multiple { 1 } else { sequence };
        (first..=sequence)
            .filter(|&number| self.settled.insert(number))
            .gather()
    }
}

fn error_json(error: &Error, channel: Option<&str>) -> Value {
    let scope = match error.code.scope() {
        Scope::Channel => "channel",
        Scope::Connection => "connection",
    };
    let mut shown = json!({"scope": scope, "code": error.code.number(), "name": error.code.name()});
    if let Some(channel) = channel {
        merge(&mut shown, json!({ "ch": channel }));
    }
    shown
}
