// Tokens in flight: a document is opened as a person opens a file, and played for some seconds.
//
// The page notes each frame with the number of tokens that were painted in it. What counts are the intervals between
// frames in which all of them move. The processor's time is what the browser itself counts: for the main thread that of
// scripts, styles, layout and of listing what is to be painted; rasterising happens in other threads of the process.

import { tame } from "../../tests/browser/harness.mjs";
import { TOKENS } from "./documents.mjs";
import { quantile, sum } from "./figures.mjs";

/** A frame at 60 a second, and how much later it may come before it counts as late. */
export const FRAME_MS = 1000 / 60;
export const TOLERANCE_MS = 4;

/** Runs in the page: notes when each frame came, and how many tokens were painted in the one before. */
export function noteFrames() {
  const paint = CanvasRenderingContext2D.prototype;
  const { setTransform } = paint;
  let painted = 0;
  paint.setTransform = function place(...matrix) {
    painted += 1;
    return setTransform.apply(this, matrix);
  };
  globalThis.frames = [];
  const note = (now) => {
    globalThis.frames.push([now, painted]);
    painted = 0;
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

/** Runs in the page: what was noted since the last time. */
export const takeFrames = () => globalThis.frames.splice(0);

/** Runs in the page: whether what was noted since then spans so long. */
export const haveSpanned = (ms) => globalThis.frames.length > 1 && globalThis.frames.at(-1)[0] - globalThis.frames[0][0] >= ms;

/** `before` is done when everything is ready for the file. */
export async function open(page, document, before = () => {}) {
  await page.getByRole("application", { name: "Canvas" }).waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const buffer = Buffer.from(JSON.stringify(document));
  const told = await before();
  await (await chooser).setFiles({ name: `${document.id}.json`, mimeType: "application/json", buffer });
  await page.waitForFunction((id) => globalThis.document.title.startsWith(id), document.id);
  return told;
}

/** To a step some way before the end, where as much is on its way as ever. */
async function reach(page, document) {
  if (document.id !== "links") return;
  await page.getByRole("button", { name: "End", exact: true }).click();
  for (let back = 0; back < 40; back += 1) await page.getByRole("button", { name: "Step back" }).click();
}

/** The processor's seconds of the main thread so far, by what it did. */
export async function seconds(metrics) {
  const { metrics: totals } = await metrics.send("Performance.getMetrics");
  return Object.fromEntries(totals.map(({ name, value }) => [name, value]));
}

/** Plays a document for so long, once as many tokens move as there are to be. */
export async function measureFlight(browser, origin, document, playing_ms) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await tame(context);
  const page = await context.newPage();
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(origin);
  await open(page, document);
  await reach(page, document);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.evaluate(noteFrames);
  const all = (tokens) => globalThis.frames.some(([, painted]) => painted >= tokens);
  await page.waitForFunction(all, TOKENS, { timeout: 120_000 });
  await page.evaluate(takeFrames);
  const before = await seconds(metrics);
  await page.waitForFunction(haveSpanned, playing_ms, { polling: 250 });
  const after = await seconds(metrics);
  const frames = await page.evaluate(takeFrames);
  await context.close();
  return figures(frames, (name) => after[name] - before[name]);
}

function figures(frames, spent) {
  const pairs = frames.slice(1).map(([now, painted], at) => {
    const [earlier, painted_before] = frames[at];
    return { took_ms: now - earlier, all: Math.min(painted, painted_before) >= TOKENS };
  });
  const gliding = pairs.filter(({ all }) => all).map(({ took_ms }) => took_ms);
  const everything = pairs.map(({ took_ms }) => took_ms);
  const late = (intervals) => (100 * intervals.filter((took_ms) => took_ms > FRAME_MS + TOLERANCE_MS).length) / intervals.length;
  const a_frame = (name) => (1000 * spent(name)) / pairs.length;
  return {
    "frames in a step's motion, all tokens moving": [gliding.length, ""],
    "  frames a second": [(1000 * gliding.length) / sum(gliding), "/s"],
    "  95th percentile of the intervals": [quantile(gliding, 0.95), "ms"],
    "  late": [late(gliding), "%"],
    "all frames, with those that begin a step": [pairs.length, ""],
    "  frames a second, with those": [(1000 * pairs.length) / sum(everything), "/s"],
    "  longest interval": [Math.max(...everything), "ms"],
    "main thread, each frame": [a_frame("TaskDuration"), "ms"],
    "  scripts": [a_frame("ScriptDuration"), "ms"],
    "  styles": [a_frame("RecalcStyleDuration"), "ms"],
    "  layout": [a_frame("LayoutDuration"), "ms"],
    "other threads of the page, each frame": [a_frame("ProcessTime") - a_frame("ThreadTime"), "ms"],
  };
}
