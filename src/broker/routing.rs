//! Routing: from an exchange over bindings, further exchanges and alternates to queues, each queue once (R-RT-1, R-RT-2).
//!
//! A route is a list of steps: what to tell on the way, then the queues by name. Routes that depend on the key alone are
//! remembered until the topology changes; a clone starts with an empty memory, which only costs time.

use super::Broker;
use super::content::Copies;
use super::context::Context;
use super::event::Event;
use super::handle::{BindingId, ExchangeId, MessageHandle, QueueId};
use super::reason::Reason;
use super::route_memory::RouteMemory;
use super::router::{Ask, Target};
use super::topic::Walk;
use super::view::Destination;
use crate::base::names::Name;
use crate::base::value::Table;
use std::ops::Range;

/// Something that happens on the way, whichever message goes it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Passage {
    Routed(BindingId),
    Alternate(ExchangeId, ExchangeId),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Event(Passage),
    Queue(QueueId),
}

impl Passage {
    pub(super) fn of(self, message: MessageHandle) -> Event {
        match self {
            Passage::Routed(binding) => Event::Routed { message, binding },
            Passage::Alternate(from, to) => Event::AlternateUsed { message, from, to },
        }
    }
}

/// Routes that were found, and buffers for finding more.
#[derive(Debug, Default)]
pub(super) struct Routes {
    known: RouteMemory,
    steps: Vec<Step>,
    walk: Walk,
    found: Vec<Target>,
    queues: Vec<QueueId>,
    exchanges: Vec<ExchangeId>,
    keys: Vec<Name>,
    /// The place of each queue among those of its virtual host, by name; empty when not worked out.
    ranks: Vec<u32>,
}

/// A route: where its steps lie.
pub(super) struct Route {
    start: u32,
    end: u32,
    /// Not remembered: its steps are thrown away after use.
    passing: bool,
}

impl Route {
    pub(super) fn steps(&self) -> Range<u32> {
        self.start..self.end
    }
}

/// What asking for matching bindings needs to remember from one key to the next, so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Matcher {
    walk: Walk,
    found: Vec<Target>,
}

/// A clone finds its routes anew.
impl Clone for Routes {
    fn clone(&self) -> Self {
        Routes::default()
    }
}

/// More steps than this are not kept.
const MAX_STEPS: usize = 1 << 18;

impl Routes {
    pub(super) fn step(&self, at: u32) -> Step {
        self.steps[at as usize]
    }

    /// Forgets what holds for the old topology only.
    pub(super) fn forget(&mut self) {
        self.known.forget();
        self.steps.clear();
        self.ranks.clear();
    }

    /// Gives back the steps of a route that is not remembered.
    pub(super) fn done(&mut self, route: Route) {
        if route.passing && self.steps.len() == route.end as usize {
            self.steps.truncate(route.start as usize);
        }
    }
}

impl Broker {
    /// The bindings of an exchange that a message with this key and these headers would match, in the order of binding.
    /// Nothing is published and nothing remembered but in the matcher.
    pub fn matching<'m>(
        &self,
        exchange: ExchangeId,
        routing_key: Name,
        headers: &Table,
        matcher: &'m mut Matcher,
    ) -> impl Iterator<Item = BindingId> + use<'m> {
        let Matcher { walk, found } = matcher;
        found.clear();
        let ask = Ask {
            keys: &[routing_key],
            headers,
            names: &self.names,
            bindings: &self.topology.bindings,
        };
        self.topology.exchange(exchange).router.matches(&ask, walk, found);
        found.iter().map(|target| target.binding)
    }

    /// The route of a message from an exchange.
    pub(super) fn route(&mut self, cx: &mut Context, exchange: ExchangeId, message: MessageHandle) -> Route {
        let Broker {
            messages, contents, ..
        } = self;
        let published = messages.get(message);
        let key = published.routing_key;
        let plain = contents.facts(published.content).copies == Copies::None;
        if plain
            && !cx.is_watched()
            && let Some(Range { start, end }) = self.routes.known.get(exchange, key)
        {
            return Route {
                start,
                end,
                passing: false,
            };
        }
        if self.routes.steps.len() > MAX_STEPS {
            self.routes.forget();
        }
        let start = self.routes.steps.len() as u32;
        let by_key_alone = self.explore(cx, exchange, message);
        let end = self.routes.steps.len() as u32;
        let passing = !(plain && by_key_alone);
        if !passing {
            self.routes.known.put(exchange, key, start..end);
        }
        Route { start, end, passing }
    }

    /// Walks from exchange to exchange, appending steps; whether the route depends on the routing key alone.
    fn explore(&mut self, cx: &mut Context, start: ExchangeId, message: MessageHandle) -> bool {
        let published = *self.messages.get(message);
        let Routes {
            steps,
            walk,
            found,
            queues,
            exchanges,
            keys,
            ranks,
            ..
        } = &mut self.routes;
        keys.clear();
        keys.push(published.routing_key);
        if let Copies::Keys { keys: copies, .. } = &self.contents.facts(published.content).copies {
            keys.extend_from_slice(copies);
        }
        queues.clear();
        let topology = &*self.topology;
        let vhost = topology.exchange(start).vhost;
        if topology.exchange(start).name == Name::EMPTY {
            for &key in keys.iter() {
                let queue = topology.find_queue(vhost, key);
                cx.reason(|| Reason::DefaultTried { message, queue });
                queues.extend(queue);
            }
        }
        let ask = Ask {
            keys,
            headers: &self.contents.content(published.content).properties.headers,
            names: &self.names,
            bindings: &topology.bindings,
        };
        let mut by_key_alone = true;
        exchanges.clear();
        exchanges.push(start);
        let mut next = 0;
        while let Some(&at) = exchanges.get(next) {
            next += 1;
            let exchange = topology.exchange(at);
            by_key_alone &= !exchange.router.reads_headers();
            found.clear();
            exchange.router.matches(&ask, walk, found);
            if cx.is_watched() {
                for binding in exchange.router.iter() {
                    let matched = found.iter().any(|target| target.binding == binding);
                    cx.reason(|| Reason::BindingTried {
                        message,
                        binding,
                        matched,
                    });
                }
            }
            for &Target { binding, destination } in found.iter() {
                steps.push(Step::Event(Passage::Routed(binding)));
                match destination {
                    Destination::Queue(queue) => queues.push(queue),
                    Destination::Exchange(further) if exchanges.contains(&further) => {}
                    Destination::Exchange(further) => exchanges.push(further),
                }
            }
            // Who publishes to the default exchange gets no alternate (R-EX-1). As another's alternate it is like any
            // exchange without bindings: its queues are not asked, and a policy may give it an alternate of its own.
            if !found.is_empty() || (at == start && exchange.name == Name::EMPTY) {
                continue;
            }
            if let Some(name) = exchange.alternate {
                let alternate = topology.find_exchange(vhost, name);
                cx.reason(|| Reason::AlternateLooked {
                    message,
                    exchange: at,
                    alternate,
                });
                if let Some(alternate) = alternate
                    && !exchanges.contains(&alternate)
                {
                    steps.push(Step::Event(Passage::Alternate(at, alternate)));
                    exchanges.push(alternate);
                }
            }
        }
        if ranks.is_empty() {
            ranks.resize(topology.queues.len(), 0);
            for host in &topology.vhosts {
                for (rank, queue) in host.queues.iter().enumerate() {
                    ranks[queue.index()] = rank as u32;
                }
            }
        }
        queues.sort_unstable_by_key(|queue| ranks[queue.index()]);
        queues.dedup();
        steps.extend(queues.iter().map(|&queue| Step::Queue(queue)));
        by_key_alone
    }
}
