//! Carrying out commands: from AMQP's methods to what the broker does, and their answers.

use super::Broker;
use super::binding::{BindingRequest, Toward};
use super::command::Command;
use super::consumer::ConsumeRequest;
use super::context::Context;
use super::declare::QueueRequest;
use super::error::Error;
use super::exchange::ExchangeRequest;
use super::output::{Frame, Output};
use super::publish::PublishRequest;
use super::settle::Settlement;
use crate::base::ids::ChannelId;
use crate::base::time::Ms;

impl Broker {
    /// Carries out what a client sent on a channel. On a closed channel it is ignored (R-ER-2).
    pub fn command(&mut self, now: Ms, channel: ChannelId, command: &Command, output: &mut Output) {
        if !self.channels.get(channel.index()).is_some_and(|state| state.open) {
            return;
        }
        let mut cx = Context::new(now, output);
        match self.carry_out(&mut cx, channel, command) {
            Ok(Some(frame)) => {
                let connection = self.channels[channel.index()].connection;
                cx.frame(connection, channel, frame);
            }
            Ok(None) => {}
            Err(error) => {
                self.blame(&mut cx, channel, command);
                self.fail(&mut cx, channel, error);
            }
        }
        self.finish(&mut cx);
    }

    /// Notes the message whose publish failed, and says which right it lacked, if that is it.
    fn blame(&self, cx: &mut Context, channel: ChannelId, command: &Command) {
        if let Command::Publish {
            label,
            exchange,
            routing_key,
            ..
        } = *command
        {
            cx.failed = Some(label);
            if cx.is_watched()
                && let Some(lacking) = self.lacking(channel, label, exchange, routing_key)
            {
                cx.reason(|| lacking);
            }
        }
    }

    /// The answer, where it comes last; commands whose answer comes before other frames send it themselves.
    fn carry_out(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        command: &Command,
    ) -> Result<Option<Frame>, Error> {
        let ok = |()| Some(Frame::Ok);
        let nothing = |()| None;
        let count = |message_count| Some(Frame::MessageCount { message_count });
        match *command {
            Command::Publish {
                exchange,
                routing_key,
                mandatory,
                immediate,
                content,
                label,
            } => {
                let request = PublishRequest {
                    exchange,
                    routing_key,
                    mandatory,
                    immediate,
                    content,
                    label,
                };
                self.publish(cx, channel, &request).map(nothing)
            }
            Command::Ack {
                delivery_tag,
                multiple,
            } => self
                .settle(cx, channel, delivery_tag, multiple, Settlement::Ack)
                .map(nothing),
            Command::Nack {
                delivery_tag,
                multiple,
                requeue,
            } => self
                .settle(cx, channel, delivery_tag, multiple, refusal(requeue))
                .map(nothing),
            Command::Reject {
                delivery_tag,
                requeue,
            } => self
                .settle(cx, channel, delivery_tag, false, refusal(requeue))
                .map(nothing),
            Command::Get { queue, no_ack } => self.get(cx, channel, queue, no_ack).map(Some),
            Command::Recover { requeue } => self.recover(cx, channel, requeue).map(nothing),
            Command::Qos {
                prefetch_size,
                prefetch_count,
                global,
            } => self
                .qos(cx, channel, prefetch_size, prefetch_count, global)
                .map(nothing),
            Command::Consume {
                queue,
                consumer_tag,
                no_ack,
                exclusive,
                ref arguments,
            } => {
                let request = ConsumeRequest {
                    queue,
                    consumer_tag,
                    no_ack,
                    exclusive,
                    arguments,
                };
                self.consume(cx, channel, &request).map(nothing)
            }
            Command::Cancel { consumer_tag } => {
                self.cancel(cx, channel, consumer_tag);
                Ok(None)
            }
            Command::ConfirmSelect => self.confirm_select(channel).map(ok),
            Command::TxSelect => self.tx_select(channel).map(ok),
            Command::TxCommit => self.tx_commit(cx, channel).map(nothing),
            Command::TxRollback => self.tx_rollback(cx, channel).map(nothing),
            Command::ChannelFlow { active: true } => Ok(Some(Frame::Ok)),
            Command::ChannelFlow { active: false } => Err(Error::not_implemented("active=false")),
            Command::ChannelClose => {
                self.close_channels(cx, &[channel], None);
                Ok(Some(Frame::Ok))
            }
            Command::QueueDelete {
                queue,
                if_unused,
                if_empty,
            } => self
                .delete_queue_by_name(cx, channel, queue, if_unused, if_empty)
                .map(nothing),
            Command::QueuePurge { queue } => self.purge_queue(cx, channel, queue).map(count),
            Command::ExchangeDelete { exchange, if_unused } => {
                self.delete_exchange(cx, channel, exchange, if_unused).map(ok)
            }
            Command::ExchangeDeclare {
                exchange,
                kind,
                passive,
                durable,
                auto_delete,
                internal,
                ref arguments,
            } => {
                let request = ExchangeRequest {
                    exchange,
                    kind,
                    passive,
                    durable,
                    auto_delete,
                    internal,
                    arguments,
                };
                self.declare_exchange(cx, channel, &request).map(ok)
            }
            Command::QueueDeclare {
                queue,
                passive,
                durable,
                exclusive,
                auto_delete,
                ref arguments,
            } => {
                let request = QueueRequest {
                    queue,
                    passive,
                    durable,
                    exclusive,
                    auto_delete,
                    arguments,
                };
                self.declare_queue(cx, channel, &request).map(Some)
            }
            Command::ExchangeBind {
                destination,
                source,
                routing_key,
                ref arguments,
            } => {
                let request = BindingRequest::new(source, destination, routing_key, arguments);
                self.bind(cx, channel, Toward::Exchange, &request).map(ok)
            }
            Command::ExchangeUnbind {
                destination,
                source,
                routing_key,
                ref arguments,
            } => {
                let request = BindingRequest::new(source, destination, routing_key, arguments);
                self.unbind(cx, channel, Toward::Exchange, &request).map(ok)
            }
            Command::QueueBind {
                queue,
                exchange,
                routing_key,
                ref arguments,
            } => {
                let (queue, routing_key) = self.expand_binding(channel, queue, routing_key)?;
                let request = BindingRequest::new(exchange, queue, routing_key, arguments);
                self.bind(cx, channel, Toward::Queue, &request).map(ok)
            }
            Command::QueueUnbind {
                queue,
                exchange,
                routing_key,
                ref arguments,
            } => {
                let (queue, routing_key) = self.expand_binding(channel, queue, routing_key)?;
                let request = BindingRequest::new(exchange, queue, routing_key, arguments);
                self.unbind(cx, channel, Toward::Queue, &request).map(ok)
            }
        }
    }
}

/// nack and reject, with or without requeue.
fn refusal(requeue: bool) -> Settlement {
    match requeue {
        true => Settlement::Requeue,
        false => Settlement::Reject,
    }
}
