//! Stopping and starting the broker: clients are cut off, transient things are gone (R-DU-1).

use super::Broker;
use super::agenda::Timer;
use super::binding::Binding;
use super::context::Context;
use super::event::{DiscardCause, Event, QueueEnd};
use super::handle::{BindingId, ExchangeId, QueueId};
use super::output::Output;
use super::view::Destination;
use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::time::Ms;

impl Broker {
    /// Stops and starts the broker. What clients held goes back first, marked as handed out before; then transient queues,
    /// exchanges and messages vanish.
    pub fn restart(&mut self, now: Ms, output: &mut Output) {
        let mut cx = Context::new(now, output);
        self.cut_all_clients(&mut cx);
        self.finish(&mut cx);
        self.forget_transient_bindings(&mut cx);
        for vhost in 0..self.topology.vhosts.len() {
            let host = self.topology.vhosts[vhost].clone();
            for queue in host.queues {
                self.restart_queue(&mut cx, queue);
            }
            for exchange in host.exchanges {
                self.restart_exchange(&mut cx, exchange);
            }
        }
        cx.event(Event::Restarted);
        self.finish(&mut cx);
    }

    /// All at once, so that nothing is handed to a client that is cut off a moment later.
    fn cut_all_clients(&mut self, cx: &mut Context) {
        let open = self.connections.iter().filter(|connection| connection.open);
        let channels: Vec<ChannelId> = open
            .flat_map(|connection| connection.channels.iter().copied())
            .gather();
        self.close_channels(cx, &channels, None);
        for at in 0..self.connections.len() {
            if self.connections[at].open {
                self.end_connection(cx, ConnectionId(at as u32), None);
            }
        }
    }

    fn restart_queue(&mut self, cx: &mut Context, queue: QueueId) {
        if !self.topology.queue(queue).durable {
            self.delete_queue(cx, queue, QueueEnd::Restarted);
            return;
        }
        let state = &mut self.queues[queue.index()];
        state.had_consumers = false;
        let (messages, contents) = (&self.messages, &self.contents);
        let mut bytes = 0;
        state.ready.retain(|copied| {
            let message = copied.message;
            let facts = contents.facts(messages.get(message).content);
            if facts.persistent {
                bytes += u64::from(facts.size);
            } else {
                cx.event(Event::Discarded {
                    message,
                    queue,
                    cause: DiscardCause::Restarted,
                });
            }
            facts.persistent
        });
        state.ready.bytes = bytes;
        self.agenda.set(Timer::Head(queue), None);
        self.refresh_unused_timer(cx.now, queue);
        self.drop_expired(cx, queue);
    }

    fn restart_exchange(&mut self, cx: &mut Context, exchange: ExchangeId) {
        let settings = self.topology.exchange(exchange);
        if !settings.alive {
            return;
        }
        if !settings.durable {
            self.remove_exchange(cx, exchange, false);
        }
    }

    /// Bindings from or to what is transient. No auto-delete exchange goes for it: when the broker is back, nobody has
    /// unbound anything.
    fn forget_transient_bindings(&mut self, cx: &mut Context) {
        let topology = &self.topology;
        let is_transient = |binding: &Binding| {
            let durable = match binding.destination {
                Destination::Queue(queue) => topology.queue(queue).durable,
                Destination::Exchange(exchange) => topology.exchange(exchange).durable,
            };
            !(durable && topology.exchange(binding.source).durable)
        };
        let bindings = topology.bindings.iter().enumerate();
        let gone = bindings.filter(|(_, binding)| binding.alive && is_transient(binding));
        let gone: Vec<BindingId> = gone.map(|(at, _)| BindingId(at as u32)).gather();
        for binding in gone {
            self.remove_binding(cx, binding);
        }
    }
}
