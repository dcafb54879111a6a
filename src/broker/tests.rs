//! Tests of rules that no recorded case can show, and of promises that hold for any commands: no copy is lost, watching
//! changes nothing, clones part company.

mod access;
mod policies;
mod promises;
mod publishing;
mod queues;

use super::command::Command;
use super::content::{Content, Properties};
use super::error::{Error, ErrorCode};
use super::event::Event;
use super::handle::{MessageHandle, QueueId, VhostId};
use super::output::{Frame, Output};
use super::{Broker, PolicyDefinition};
use crate::base::ids::{ChannelId, ConnectionId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::{Table, Value};
use std::sync::Arc;

/// A broker with a few words for talking to it.
#[derive(Clone)]
struct Bench {
    broker: Broker,
    output: Output,
    now: Ms,
}

impl Bench {
    fn new() -> Self {
        Bench {
            broker: Broker::new(),
            output: Output::new(),
            now: 0,
        }
    }

    fn name(&mut self, text: &str) -> Name {
        self.broker.names_mut().intern(text)
    }

    fn root(&mut self) -> VhostId {
        self.broker.add_vhost("/")
    }

    fn connect_as(&mut self, user: &str, vhost: &str) -> Result<ConnectionId, Error> {
        let (user, vhost) = (self.name(user), self.name(vhost));
        self.broker.connect(user, vhost, &mut self.output)
    }

    /// A channel on a connection of its own.
    fn channel(&mut self) -> ChannelId {
        let connection = self.connect_as("guest", "/").expect("guest may connect");
        self.channel_on(connection, 1)
    }

    fn channel_on(&mut self, connection: ConnectionId, number: u16) -> ChannelId {
        let Bench { broker, output, now } = self;
        broker
            .open_channel(*now, connection, number, output)
            .expect("a channel")
    }

    /// Carries a command out; what was sent to whom, and what happened, are in `output` afterwards.
    fn send(&mut self, channel: ChannelId, command: &Command) -> Option<Frame> {
        self.output.clear();
        self.broker.command(self.now, channel, command, &mut self.output);
        let mut answers = self
            .output
            .frames
            .iter()
            .filter(|outgoing| outgoing.channel == channel);
        answers.next().map(|outgoing| outgoing.frame.clone())
    }

    fn failure(&mut self, channel: ChannelId, command: &Command) -> Option<ErrorCode> {
        self.send(channel, command);
        self.output
            .frames
            .iter()
            .find_map(|outgoing| match &outgoing.frame {
                Frame::ChannelClosed { error } | Frame::ConnectionClosed { error } => Some(error.code),
                _ => None,
            })
    }

    fn declare(&mut self, channel: ChannelId, queue: &str, arguments: &[(&str, Value)]) -> QueueId {
        let command = self.declare_command(queue, arguments);
        match self.send(channel, &command) {
            Some(Frame::QueueDeclareOk { queue, .. }) => {
                let vhost = self.broker.vhost_of(channel);
                self.broker.find_queue(vhost, queue).expect("the queue")
            }
            other => panic!("no declare-ok but {other:?}"),
        }
    }

    fn declare_command(&mut self, queue: &str, arguments: &[(&str, Value)]) -> Command {
        Command::QueueDeclare {
            queue: self.name(queue),
            passive: false,
            durable: false,
            exclusive: false,
            auto_delete: false,
            arguments: table(arguments),
        }
    }

    fn publish_command(&mut self, exchange: &str, key: &str, properties: Properties, body: &str) -> Command {
        let content = Content {
            properties,
            body: body.into(),
        };
        Command::Publish {
            exchange: self.name(exchange),
            routing_key: self.name(key),
            mandatory: false,
            immediate: false,
            content: self.broker.register_content(content),
            label: MessageId(0),
        }
    }

    fn publish(&mut self, channel: ChannelId, key: &str, body: &str) {
        let command = self.publish_command("", key, Properties::default(), body);
        self.send(channel, &command);
    }

    fn consume_command(&mut self, queue: &str, tag: &str) -> Command {
        Command::Consume {
            queue: self.name(queue),
            consumer_tag: self.name(tag),
            no_ack: false,
            exclusive: false,
            arguments: Arc::default(),
        }
    }

    fn advance(&mut self, until: Ms) {
        self.output.clear();
        while let Some(due) = self.broker.next_deadline().filter(|&due| due <= until) {
            self.now = self.now.max(due);
            self.broker.fire_deadline(self.now, &mut self.output);
        }
        self.now = until;
    }

    fn body(&self, message: MessageHandle) -> &str {
        &self.broker.content(self.broker.message(message).content).body
    }

    /// The bodies that wait in a queue, in order.
    fn bodies(&self, queue: QueueId) -> Vec<&str> {
        self.broker
            .ready(queue)
            .map(|ready| self.body(ready.message))
            .collect()
    }

    /// The bodies that were delivered since the last command, with their consumers' tags.
    fn deliveries(&self) -> Vec<(&str, &str)> {
        let frames = self.output.frames.iter();
        frames
            .filter_map(|outgoing| match outgoing.frame {
                Frame::Deliver {
                    consumer_tag,
                    message,
                    ..
                } => Some((self.broker.names().text(consumer_tag), self.body(message))),
                _ => None,
            })
            .collect()
    }

    fn happened(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        self.output.events.iter().any(wanted)
    }
}

fn table(pairs: &[(&str, Value)]) -> Arc<Table> {
    Arc::new(pairs.iter().cloned().collect())
}

fn policy(bench: &mut Bench, name: &str, pattern: &str, definition: &[(&str, Value)]) -> PolicyDefinition {
    PolicyDefinition {
        name: bench.name(name),
        pattern: pattern.to_string(),
        apply_to: super::ApplyTo::All,
        priority: 0,
        definition: definition.iter().cloned().collect(),
    }
}
