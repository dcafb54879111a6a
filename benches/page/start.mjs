// From the start of the navigation until the first scenario is drawn and a press of Step has had its effect.
//
// The page watches itself, frame by frame, and takes the times when something holds: that the canvas has its nodes, that
// the timeline stands at the next step. What a frame has found is painted when the next one begins.

/** Runs in the page, before its own scripts. */
function watchStart() {
  const times = {};
  globalThis.started = new Promise((settle) => {
    const slider = () => document.querySelector("[role=slider][aria-label=Timeline]");
    const conditions = [
      ["drawn", () => slider() && document.querySelector("[role=application] [role=group]")],
      ["stepped", () => slider().getAttribute("aria-valuenow") === "1"],
    ];
    const presses = { drawn: () => document.querySelector("button[aria-label=Step]").click() };
    let held = null;
    const look = () => {
      if (held !== null) {
        times[held] = performance.now();
        presses[held]?.();
        held = null;
        conditions.shift();
      }
      if (conditions.length === 0) return settle(times);
      if (conditions[0][1]()) held = conditions[0][0];
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Runs in the page, at the end: when which file had come, and how long the processor was busy without a pause. */
function readTimings() {
  const came = (ending) => {
    const entry = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(ending));
    return entry ? entry.responseEnd : 0;
  };
  const styles = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".css"));
  return {
    html: performance.getEntriesByType("navigation")[0].responseEnd,
    styles: Math.max(...styles.map(({ responseEnd }) => responseEnd)),
    script: came("warren.js"),
    module: came(".wasm"),
    words: Math.max(came("en.txt"), came("zh.txt")),
    scenario: came("simple-queue.json"),
  };
}

/** One start in a fresh profile, with nothing in its caches. */
export async function measureStart(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  await page.addInitScript(watchStart);
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(origin);
  const times = await page.evaluate(() => globalThis.started);
  const came = await page.evaluate(readTimings);
  const { metrics: totals } = await metrics.send("Performance.getMetrics");
  const busy = totals.find(({ name }) => name === "TaskDuration");
  await context.close();
  return {
    "  index.html has come": [came.html, "ms"],
    "  the last style sheet has come": [came.styles, "ms"],
    "  warren.js has come": [came.script, "ms"],
    "  the module has come": [came.module, "ms"],
    "  the words have come": [came.words, "ms"],
    "  the scenario has come": [came.scenario, "ms"],
    "the canvas is drawn": [times.drawn, "ms"],
    "Step was pressed and has had its effect": [times.stepped, "ms"],
    "  of which the main thread was busy": [1000 * busy.value, "ms"],
  };
}
