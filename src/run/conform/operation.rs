//! From a case's operations to the broker's commands.

use super::case::{CaseError, Fields};
use super::player::{Opened, Player};
use crate::base::ids::MessageId;
use crate::base::names::Name;
use crate::broker::{Command, Content};

impl Player<'_> {
    fn name(&mut self, op: Fields, key: &str) -> Result<Name, CaseError> {
        Ok(self.broker.names_mut().intern(op.text(key)?))
    }

    /// An absent name is empty.
    fn name_or_empty(&mut self, op: Fields, key: &str) -> Result<Name, CaseError> {
        Ok(self.broker.names_mut().intern(op.text_or(key, "")?))
    }

    pub(super) fn command(&mut self, kind: &str, op: Fields, channel: &str) -> Result<Command, CaseError> {
        Ok(match kind {
            "exchange_declare" => Command::ExchangeDeclare {
                exchange: self.name(op, "exchange")?,
                kind: self.broker.names_mut().intern(op.text_or("type", "direct")?),
                passive: op.flag("passive")?,
                durable: op.flag("durable")?,
                auto_delete: op.flag("auto_delete")?,
                internal: op.flag("internal")?,
                arguments: op.arguments()?,
            },
            "exchange_delete" => Command::ExchangeDelete {
                exchange: self.name(op, "exchange")?,
                if_unused: op.flag("if_unused")?,
            },
            "exchange_bind" => Command::ExchangeBind {
                destination: self.name(op, "destination")?,
                source: self.name(op, "source")?,
                routing_key: self.name_or_empty(op, "routing_key")?,
                arguments: op.arguments()?,
            },
            "exchange_unbind" => Command::ExchangeUnbind {
                destination: self.name(op, "destination")?,
                source: self.name(op, "source")?,
                routing_key: self.name_or_empty(op, "routing_key")?,
                arguments: op.arguments()?,
            },
            "queue_declare" => {
                self.mention(op)?;
                Command::QueueDeclare {
                    queue: self.name_or_empty(op, "queue")?,
                    passive: op.flag("passive")?,
                    durable: op.flag("durable")?,
                    exclusive: op.flag("exclusive")?,
                    auto_delete: op.flag("auto_delete")?,
                    arguments: op.arguments()?,
                }
            }
            "queue_delete" => Command::QueueDelete {
                queue: self.name_or_empty(op, "queue")?,
                if_unused: op.flag("if_unused")?,
                if_empty: op.flag("if_empty")?,
            },
            "queue_bind" => Command::QueueBind {
                queue: self.name_or_empty(op, "queue")?,
                exchange: self.name_or_empty(op, "exchange")?,
                routing_key: self.name_or_empty(op, "routing_key")?,
                arguments: op.arguments()?,
            },
            "queue_unbind" => Command::QueueUnbind {
                queue: self.name_or_empty(op, "queue")?,
                exchange: self.name_or_empty(op, "exchange")?,
                routing_key: self.name_or_empty(op, "routing_key")?,
                arguments: op.arguments()?,
            },
            "queue_purge" => Command::QueuePurge {
                queue: self.name_or_empty(op, "queue")?,
            },
            "qos" => Command::Qos {
                prefetch_size: 0,
                prefetch_count: u16::try_from(op.number("prefetch")?)
                    .map_err(|_| CaseError::of_case("`prefetch` must be at most 65535"))?,
                global: op.flag("global")?,
            },
            "consume" => Command::Consume {
                queue: self.name_or_empty(op, "queue")?,
                consumer_tag: self.name_or_empty(op, "consumer")?,
                no_ack: op.flag("no_ack")?,
                exclusive: op.flag("exclusive")?,
                arguments: op.arguments()?,
            },
            "cancel" => Command::Cancel {
                consumer_tag: self.name(op, "consumer")?,
            },
            "publish" => self.publish(op)?,
            "get" => Command::Get {
                queue: self.name_or_empty(op, "queue")?,
                no_ack: op.flag("no_ack")?,
            },
            "ack" => Command::Ack {
                delivery_tag: self.delivery_tag(op, channel)?,
                multiple: op.flag("multiple")?,
            },
            "nack" => Command::Nack {
                delivery_tag: self.delivery_tag(op, channel)?,
                multiple: op.flag("multiple")?,
                requeue: op.flag_or("requeue", true)?,
            },
            "reject" => Command::Reject {
                delivery_tag: self.delivery_tag(op, channel)?,
                requeue: op.flag_or("requeue", true)?,
            },
            "recover" => Command::Recover {
                requeue: op.flag_or("requeue", true)?,
            },
            "confirm_select" => Command::ConfirmSelect,
            "tx_select" => Command::TxSelect,
            "tx_commit" => Command::TxCommit,
            "tx_rollback" => Command::TxRollback,
            "channel_close" => Command::ChannelClose,
            _ => return Err(CaseError::of_case("there is no such operation")),
        })
    }

    fn publish(&mut self, op: Fields) -> Result<Command, CaseError> {
        let content = Content {
            properties: op.properties()?,
            body: op.text("body")?.into(),
        };
        self.published += 1;
        Ok(Command::Publish {
            exchange: self.name_or_empty(op, "exchange")?,
            routing_key: self.name_or_empty(op, "routing_key")?,
            mandatory: op.flag("mandatory")?,
            immediate: false,
            content: self.broker.register_content(content),
            label: MessageId(self.published),
        })
    }

    /// The queues that `final` tells of.
    fn mention(&mut self, op: Fields) -> Result<(), CaseError> {
        let queue = op.text_or("queue", "")?;
        if !op.flag("exclusive")? && !queue.is_empty() && !self.queues.iter().any(|other| other == queue) {
            self.queues.push(queue.to_string());
        }
        Ok(())
    }

    /// `tag`, or the newest delivery of the body that `delivery` names, 0 where there was none.
    fn delivery_tag(&self, op: Fields, channel: &str) -> Result<u64, CaseError> {
        if op.has("tag") {
            return op.number("tag");
        }
        let body = op.text("delivery").map_err(|error| match op.has("delivery") {
            true => error,
            false => CaseError::of_case("`delivery` or `tag` is missing"),
        })?;
        let opened = self.opened(channel);
        Ok(opened
            .and_then(|opened| opened.tags.get(body).copied())
            .unwrap_or(0))
    }

    fn opened(&self, channel: &str) -> Option<&Opened> {
        let (connection, number) = channel.split_once('/')?;
        let client = self.connections.iter().find(|client| client.name == connection)?;
        client.channels.get(&number.parse().ok()?)
    }
}
