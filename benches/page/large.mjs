// A large drawing: how soon a file of 500 nodes and 1,000 bindings is drawn, how soon it is fitted into the window, and how
// evenly its frames come while it is played.

import { FRAME_MS, haveSpanned, noteFrames, open, seconds, takeFrames, TOLERANCE_MS } from "./flight.mjs";
import { quantile, sum } from "./figures.mjs";

/** Runs in the page: what the clock says once two frames have been painted. */
const painted = () =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));

async function took(page, act) {
  const before = await page.evaluate(() => performance.now());
  await act();
  return (await page.evaluate(painted)) - before;
}

/** Opens a document, fits it, and plays it for so long. */
export async function measureLarge(browser, origin, document, playing_ms) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(origin);
  const opened = await took(page, () => open(page, document));
  const nodes = await page.locator(".camera [data-node]").count();
  // From near by, back to all of it.
  for (let notch = 0; notch < 6; notch += 1) await page.getByRole("button", { name: "Zoom in", exact: true }).click();
  const fitted = await took(page, () => page.getByRole("button", { name: "Fit", exact: true }).click());
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
    "nodes that are drawn": [nodes, ""],
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
