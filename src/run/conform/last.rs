//! How a case ends: what another connection sees of its queues, and what is in them once all clients have gone.

use super::case::CaseError;
use super::player::Player;
use crate::base::ids::ConnectionId;
use crate::broker::{Broker, Command, Frame};
use serde_json::{Map, Value, json};

impl Player<'_> {
    /// Queues as another connection sees them, and, once all clients have gone, what is in them.
    pub(super) fn last(&mut self) -> Result<Value, CaseError> {
        let queues = std::mem::take(&mut self.queues);
        let probe = self
            .connect("guest")
            .map_err(|error| CaseError::of_case(error.to_string()))?;
        let mut all = Map::new();
        for queue in &queues {
            let declare = passive_declare(queue, &mut self.broker);
            let seen = match self.probe(probe, declare) {
                Some(Frame::QueueDeclareOk {
                    message_count,
                    consumer_count,
                    ..
                }) => json!({"ready": message_count, "consumers": consumer_count}),
                Some(_) | None => Value::Null,
            };
            all.insert(queue.clone(), seen);
        }
        for client in std::mem::take(&mut self.connections) {
            self.broker
                .close_connection(self.now, client.id, &mut self.output);
            self.output.clear();
        }
        self.fire_until(self.now);
        for queue in &queues {
            let declare = passive_declare(queue, &mut self.broker);
            let there = self.probe(probe, declare);
            let there = matches!(there, Some(Frame::QueueDeclareOk { .. }));
            if let (true, Some(Value::Object(seen))) = (there, all.get_mut(queue)) {
                seen.insert("drained".to_string(), self.drain(probe, queue));
            }
        }
        Ok(Value::Object(all))
    }

    fn drain(&mut self, probe: ConnectionId, queue: &str) -> Value {
        let mut drained = Vec::new();
        let queue = self.broker.names_mut().intern(queue);
        while let Some(Frame::GetOk {
            redelivered, message, ..
        }) = self.probe(probe, Command::Get { queue, no_ack: true })
        {
            let content = self.broker.message(message).content;
            drained.push(json!([&*self.broker.content(content).body, redelivered]));
        }
        Value::Array(drained)
    }

    /// One command on a channel of its own; its first answer.
    fn probe(&mut self, probe: ConnectionId, command: Command) -> Option<Frame> {
        let channel = self.broker.open_channel(self.now, probe, 1, &mut self.output)?;
        self.output.clear();
        self.broker.command(self.now, channel, &command, &mut self.output);
        let mut answers = self
            .output
            .frames
            .iter()
            .filter(|outgoing| outgoing.channel == channel);
        let answer = answers.next().map(|outgoing| outgoing.frame.clone());
        self.output.clear();
        self.broker
            .command(self.now, channel, &Command::ChannelClose, &mut self.output);
        self.output.clear();
        answer
    }
}

fn passive_declare(queue: &str, broker: &mut Broker) -> Command {
    Command::QueueDeclare {
        queue: broker.names_mut().intern(queue),
        passive: true,
        durable: false,
        exclusive: false,
        auto_delete: false,
        arguments: Default::default(),
    }
}
