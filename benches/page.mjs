// The pace of the built pages in Chromium: how soon the studio can be used, how it moves 300 tokens, and how
// it plays a large drawing. `cargo xtask
// bench --only page` runs it; it measures the pages that were built last, as they are, and judges nothing.
//
// Each figure is the median of several runs with the lowest and the highest. Chromium has no graphics card here: it
// rasterises with the processor, on the cores that the page runs on, which is the worst that a person's machine does.
// Percentages and the processor's time say more than frames a second where other programs run.

import { cpus, loadavg } from "node:os";
import { launch, serve } from "../tests/browser/harness.mjs";
import { BINDINGS, fanout, large, links, TOKENS } from "./page/documents.mjs";
import { table } from "./page/figures.mjs";
import { measureFlight } from "./page/flight.mjs";
import { measureLarge } from "./page/large.mjs";
import { measureStart } from "./page/start.mjs";

const STARTS = 9;
const FLIGHTS = 5;
const PLAYING_MS = 6_000;

async function tell(heading, rounds, measure) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measure());
  console.log(`\n${heading}\n${table(runs).join("\n")}`);
}

const site = await serve();
const browser = await launch();
console.log(`${cpus().length} cores, Chromium ${browser.version()}, load before ${loadavg()[0].toFixed(1)}`);
// One that does not count: the browser has only just begun.
await measureStart(browser, site.origin);
await tell("From navigation on, nothing cached, without compression", STARTS, () => measureStart(browser, site.origin));
await tell(`${TOKENS} tokens glide at once: a fanout exchange and as many queues`, FLIGHTS, () =>
  measureFlight(browser, site.origin, fanout(), PLAYING_MS));
await tell(`${TOKENS} tokens on 20 slow links: each step moves all of them on`, FLIGHTS, () =>
  measureFlight(browser, site.origin, links(), PLAYING_MS));
await tell(`500 nodes and ${BINDINGS} bindings: opened, fitted and played`, FLIGHTS, () =>
  measureLarge(browser, site.origin, large(), PLAYING_MS));
console.log(`\nload after ${loadavg()[0].toFixed(1)}`);
await browser.close();
await site.close();
