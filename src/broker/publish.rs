//! basic.publish: checks in RabbitMQ's order (R-PU-1), routing, returns (R-PU-2) and confirms (R-PU-3 to R-PU-5).

use super::Broker;
use super::content::{Copies, DIRECT_REPLY_TO, Expiration};
use super::context::Context;
use super::error::Error;
use super::event::Event;
use super::handle::{ContentId, ExchangeId, MessageHandle, QueueId};
use super::message::Message;
use super::output::Frame;
use super::permission::Right;
use super::routing::Step;
use super::transaction::Uncommitted;
use crate::base::ids::{ChannelId, MessageId};
use crate::base::names::Name;
use crate::base::order;

/// What basic.publish carries.
pub(super) struct PublishRequest {
    pub exchange: Name,
    pub routing_key: Name,
    pub mandatory: bool,
    pub immediate: bool,
    pub content: ContentId,
    pub label: MessageId,
}

/// RabbitMQ 3.10's largest message: 128 MiB (R-ER-8).
const MAX_SIZE: u32 = 134_217_728;

impl Broker {
    pub(super) fn publish(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        request: &PublishRequest,
    ) -> Result<(), Error> {
        let exchange = self.check_publish(channel, request)?;
        let facts = self.contents.facts(request.content);
        let content = match (facts.plain, facts.without_bcc) {
            (true, _) => request.content,
            (false, without_bcc) => {
                self.check_properties(channel, request.content)?;
                self.rewrite_reply_to(channel, without_bcc.unwrap_or(request.content))?
            }
        };
        let message = self.messages.add(Message {
            label: request.label,
            exchange: request.exchange,
            routing_key: request.routing_key,
            content,
            died: None,
        });
        cx.event(Event::Published {
            message,
            exchange,
            channel,
        });
        self.reply_directly(cx, exchange, message);
        let state = &mut self.channels[channel.index()];
        if state.confirms || state.transaction.is_some() {
            state.next_sequence += 1;
        }
        if state.transaction.is_some() {
            self.note_publish(cx, channel, exchange, message, request.mandatory);
            return Ok(());
        }
        self.publish_now(cx, channel, exchange, message, request.mandatory);
        Ok(())
    }

    fn publish_now(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        exchange: ExchangeId,
        message: MessageHandle,
        mandatory: bool,
    ) {
        let sequence = self.channels[channel.index()].next_sequence - 1;
        let route = self.route(cx, exchange, message);
        let mut reached = false;
        let mut accepted = true;
        for at in route.steps() {
            match self.routes.step(at) {
                Step::Event(passage) => cx.event(passage.of(message)),
                Step::Queue(queue) => {
                    reached = true;
                    accepted &= self.offer(cx, queue, message);
                }
            }
        }
        self.routes.done(route);
        if !reached {
            self.tell_unroutable(cx, channel, exchange, message, mandatory);
        }
        let state = &self.channels[channel.index()];
        if state.confirms {
            let connection = state.connection;
            let (event, frame) = match accepted {
                true => (
                    Event::Confirmed { message, channel },
                    Frame::Confirm {
                        ack: true,
                        sequence,
                        multiple: false,
                    },
                ),
                // Nothing lower is outstanding, so RabbitMQ coalesces even a single refusal (R-PU-5).
                false => (
                    Event::Refused { message, channel },
                    Frame::Confirm {
                        ack: false,
                        sequence,
                        multiple: true,
                    },
                ),
            };
            cx.event(event);
            cx.frame(connection, channel, frame);
        }
    }

    /// No queue gets it: back to the publisher if mandatory, else gone (R-PU-2).
    pub(super) fn tell_unroutable(
        &self,
        cx: &mut Context,
        channel: ChannelId,
        exchange: ExchangeId,
        message: MessageHandle,
        mandatory: bool,
    ) {
        cx.event(Event::Unroutable { message, exchange });
        if mandatory {
            cx.event(Event::Returned { message, channel });
            let connection = self.channels[channel.index()].connection;
            cx.frame(connection, channel, Frame::Return { message });
        }
    }

    /// The checks that every publish goes through, up to the topic permission.
    fn check_publish(&self, channel: ChannelId, request: &PublishRequest) -> Result<ExchangeId, Error> {
        if request.immediate {
            return Err(Error::not_implemented("immediate=true"));
        }
        let size = self.contents.facts(request.content).size;
        if size > MAX_SIZE {
            return Err(Error::precondition_failed(format!(
                "message size {size} is larger than configured max size {MAX_SIZE}"
            )));
        }
        let vhost = self.vhost_of(channel);
        self.check_exchange_right(channel, Right::Write, request.exchange)?;
        let exchange = self.exchange_or_die(vhost, request.exchange)?;
        if self.topology.exchange(exchange).internal {
            return Err(Error::access_refused(format!(
                "cannot publish to internal {}",
                self.exchange_words(vhost, request.exchange)
            )));
        }
        self.check_topic_right(channel, Right::Write, exchange, request.routing_key)?;
        Ok(exchange)
    }

    /// The checks that only unusual properties need.
    fn check_properties(&mut self, channel: ChannelId, content: ContentId) -> Result<(), Error> {
        let facts = self.contents.facts(content);
        if facts.direct_reply && self.channels[channel.index()].replies.is_none() {
            return Err(Error::precondition_failed("fast reply consumer does not exist"));
        }
        if let Some(claimed) = facts.user_id {
            self.check_user_id(channel, claimed)?;
        }
        let properties = &self.contents.content(content).properties;
        if facts.expiration == Expiration::Invalid {
            return Err(Error::precondition_failed(format!(
                "invalid expiration '{}'",
                properties.expiration.as_deref().unwrap_or_default()
            )));
        }
        let invalid = match (&facts.copies, facts.delivery_mode_valid) {
            (_, false) => format!("delivery_mode_unknown,{}", properties.delivery_mode.unwrap_or(0)),
            (Copies::Invalid(header), true) => format!("unacceptable_type_in_header,{header}"),
            (Copies::None | Copies::Keys { .. }, true) => return Ok(()),
        };
        let state = &mut self.channels[channel.index()];
        if state.confirms || state.transaction.is_some() {
            state.next_sequence += 1;
        }
        Err(Error::precondition_failed(format!(
            "invalid message: {{{invalid}}}"
        )))
    }

    /// The reply address of direct reply-to is made the channel's own (R-PU-8).
    fn rewrite_reply_to(&mut self, channel: ChannelId, content: ContentId) -> Result<ContentId, Error> {
        let facts = self.contents.facts(content);
        let (true, Some(replies)) = (facts.direct_reply, &self.channels[channel.index()].replies) else {
            return Ok(content);
        };
        let copies = facts.copies.clone();
        let mut rewritten = self.contents.content(content).as_ref().clone();
        rewritten.properties.reply_to = Some(self.names.shared(replies.address));
        debug_assert!(rewritten.properties.reply_to.as_deref() != Some(DIRECT_REPLY_TO));
        Ok(self
            .contents
            .register_with_copies(rewritten, copies, &mut self.names))
    }

    /// Delivers what a committed transaction held back.
    pub(super) fn publish_committed(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        uncommitted: &Uncommitted,
    ) -> bool {
        let vhost = self.vhost_of(channel);
        let mut reached = false;
        let mut accepted = true;
        for &name in &uncommitted.queues {
            if let Some(queue) = self.topology.find_queue(vhost, name) {
                reached = true;
                accepted &= self.offer(cx, queue, uncommitted.message);
            }
        }
        if !reached {
            self.tell_unroutable(
                cx,
                channel,
                uncommitted.exchange,
                uncommitted.message,
                uncommitted.mandatory,
            );
        }
        accepted
    }

    /// The queues that a publish in a transaction will go to, by name. The default exchange does not ask yet whether they
    /// are there.
    pub(super) fn route_for_later(
        &mut self,
        cx: &mut Context,
        exchange: ExchangeId,
        message: MessageHandle,
    ) -> Vec<Name> {
        let route = self.route(cx, exchange, message);
        let mut queues = Vec::new();
        for at in route.steps() {
            match self.routes.step(at) {
                Step::Event(passage) => cx.event(passage.of(message)),
                Step::Queue(QueueId(at)) => queues.push(self.topology.queues[at as usize].name),
            }
        }
        self.routes.done(route);
        if self.topology.exchange(exchange).name == Name::EMPTY {
            let published = *self.messages.get(message);
            queues.clear();
            queues.push(published.routing_key);
            if let Copies::Keys { keys, .. } = &self.contents.facts(published.content).copies {
                queues.extend_from_slice(keys);
            }
            order::sort_by(&mut queues, |one, other| {
                self.names.text(*one).cmp(self.names.text(*other))
            });
            queues.dedup();
        }
        queues
    }
}
