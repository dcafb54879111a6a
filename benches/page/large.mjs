// A large drawing: how soon a file of 500 nodes and 1,000 bindings is drawn, how soon it is fitted into the window, and how
// evenly its frames come while it is played.

import { tame } from "../../tests/browser/harness.mjs";
import { FRAME_MS, haveSpanned, noteFrames, open, seconds, takeFrames, TOLERANCE_MS } from "./flight.mjs";
import { quantile, sum } from "./figures.mjs";

/** Runs in the page: presses a button; how long it takes until two frames have been painted. */
const press = (label) =>
  new Promise((done) => {
    const before = performance.now();
    document.querySelector(`button[aria-label="${label}"]`).click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - before)));
  });

/** Runs in the page: when the drawing has all its nodes and has been painted. */
const drawn = (nodes) =>
  new Promise((done) => {
    const look = () => {
      const found = document.querySelectorAll(".camera [role=group][data-node]").length;
      if (found < nodes) return requestAnimationFrame(look);
      requestAnimationFrame(() => done(performance.now()));
    };
    look();
  });

/** Opens a document, fits it, and plays it for so long. */
export async function measureLarge(browser, origin, document, playing_ms) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await tame(context);
  const page = await context.newPage();
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(origin);
  const nodes = document.actors.length + document.topology.exchanges.length + document.topology.queues.length;
  const chosen = await open(page, document, () => page.evaluate(() => performance.now()));
  const opened = (await page.evaluate(drawn, nodes)) - chosen;
  // From near by, back to all of it.
  for (let notch = 0; notch < 6; notch += 1) await page.evaluate(press, "Zoom in");
  const fitted = await page.evaluate(press, "Fit");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.evaluate(noteFrames);
  await page.waitForFunction(haveSpanned, 2_000, { polling: 250 });
  await page.evaluate(takeFrames);
  const before = await seconds(metrics);
  await page.waitForFunction(haveSpanned, playing_ms, { polling: 250 });
  const after = await seconds(metrics);
  const frames = (await page.evaluate(takeFrames)).map(([now]) => now);
  await context.close();
  const intervals = frames.slice(1).map((now, at) => now - frames[at]);
  const late = intervals.filter((took_ms) => took_ms > FRAME_MS + TOLERANCE_MS).length;
  return {
    "the file was chosen and is drawn": [opened, "ms"],
    "Fit was pressed and is painted": [fitted, "ms"],
    "frames a second while it plays": [(1000 * intervals.length) / sum(intervals), "/s"],
    "  95th percentile of their intervals": [quantile(intervals, 0.95), "ms"],
    "  late": [(100 * late) / intervals.length, "%"],
    "  longest interval": [Math.max(...intervals), "ms"],
    "main thread, each frame": [(1000 * (after.TaskDuration - before.TaskDuration)) / intervals.length, "ms"],
    "  scripts": [(1000 * (after.ScriptDuration - before.ScriptDuration)) / intervals.length, "ms"],
  };
}
