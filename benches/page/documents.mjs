// The documents that are played: two with 300 messages on their way at once, and one with 500 nodes and 1,000 bindings.

export const TOKENS = 300;

const QUEUES_A_COLUMN = 20;

const document = (id, topology, actors, positions) => ({
  format: "warren",
  version: 1,
  id,
  title: { en: id },
  seed: 1,
  horizon: { steps: 10000, time_ms: 600000 },
  vhost: "/",
  topology,
  actors,
  next_id: actors.length + 1,
  positions,
});

const numbers = (count) => Array.from({ length: count }, (_, at) => at);

const exchange = { name: "news", type: "fanout", durable: true, auto_delete: false, internal: false, arguments: {} };

const queue = (name) => ({ name, durable: true, auto_delete: false, arguments: {} });

const binding = (name, source = exchange.name, routing_key = "") => ({
  id: name,
  source,
  destination: name,
  destination_type: "queue",
  routing_key,
  arguments: {},
});

const producer = (at, program, more = {}) => ({ id: at + 1, kind: "producer", name: `shop-${at + 1}`, user: "guest", program, ...more });

/** A producer, a fanout exchange, 300 queues: every message becomes 300 that glide at once, each on its own way. */
export function fanout() {
  const names = numbers(TOKENS).map((at) => `queue-${at + 1}`);
  const place = (at) => [800 + 270 * Math.floor(at / QUEUES_A_COLUMN), 100 * (at % QUEUES_A_COLUMN)];
  return document(
    "fanout",
    { exchanges: [exchange], queues: names.map(queue), bindings: names.map((name) => binding(name)) },
    [producer(0, ["on every 500ms", "  publish to news key \"\" body \"hello\""])],
    {
      "actor:1": [0, 1000],
      "exchange:news": [300, 1000],
      ...Object.fromEntries(names.map((name, at) => [`queue:${name}`, place(at)])),
    },
  );
}

const LINKS = 20;

/** 20 producers on slow links, 15 messages on each at any time: every step moves all of them on a little. */
export function links() {
  const names = ["one", "two"];
  const latency_ms = 3000;
  const each_ms = latency_ms / (TOKENS / LINKS);
  const program = [`on every ${each_ms}ms`, '  publish to news key "" body "hello"'];
  const producers = numbers(LINKS).map((at) => producer(at, program, { start_ms: 10 * at, link: { latency_ms } }));
  const places = producers.map(({ id }, at) => [`actor:${id}`, [at < LINKS / 2 ? 0 : 300, 110 * at]]);
  return {
    ...document("links", { exchanges: [exchange], queues: names.map(queue), bindings: names.map((name) => binding(name)) }, producers, {
      "exchange:news": [2000, 1000],
      "queue:one": [2300, 900],
      "queue:two": [2300, 1100],
      ...Object.fromEntries(places),
    }),
    horizon: { steps: 1000, time_ms: 600000 },
  };
}

export const NODES = { exchanges: 40, queues: 400, producers: 30, consumers: 30 };
export const BINDINGS = 1000;

/**
 * 500 nodes and 1,000 bindings, without places: they are laid out. Each message of 30 producers goes to five queues of the
 * 25 that its topic exchange is bound to, and some of them are consumed.
 */
export function large() {
  const exchanges = numbers(NODES.exchanges).map((at) => ({ ...exchange, name: `topic-${at + 1}`, type: "topic" }));
  const queues = numbers(NODES.queues).map((at) => queue(`queue-${at + 1}`));
  const bindings = numbers(BINDINGS).map((at) => {
    const from = exchanges[at % NODES.exchanges].name;
    const key = `kind-${Math.floor(at / NODES.exchanges) % 5}.#`;
    return { ...binding(queues[(7 * at) % NODES.queues].name, from, key), id: `b${at + 1}` };
  });
  const producers = numbers(NODES.producers).map((at) => {
    const to = exchanges[at % NODES.exchanges].name;
    return producer(at, ["on every 500ms", `  publish to ${to} key "kind-${at % 5}.new" body "hello"`], { start_ms: 10 * at });
  });
  const consumers = numbers(NODES.consumers).map((at) => ({
    id: NODES.producers + at + 1,
    kind: "consumer",
    name: `reader-${at + 1}`,
    user: "guest",
    consumes: [{ queue: queues[(13 * at) % NODES.queues].name, prefetch: 1 }],
    program: [`on delivery from ${queues[(13 * at) % NODES.queues].name}`, "  work 100ms", "  ack"],
  }));
  return document("large", { exchanges, queues, bindings }, [...producers, ...consumers], {});
}
