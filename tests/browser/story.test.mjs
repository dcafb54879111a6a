// One story, three ways: from the empty canvas to a topic exchange with two queues, two consumers and a queue for dead
// letters; it runs, somebody acts otherwise in the middle of it, and everything is undone to the empty canvas. By mouse,
// by keyboard alone, and by touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { harness } from "./harness.mjs";
import { button, canvas, count, edges, made, middle, NARROW, nodes, palette, place, said, STILL } from "./studio.mjs";

const { visit } = harness();

/** Kind, then where it is put on a wide canvas and on a phone's. */
const PARTS = [
  ["Producer", [90, 160], [60, 150]],
  ["Exchange", [240, 160], [60, 270]],
  ["Queue", [430, 90], [230, 150]],
  ["Queue", [430, 200], [230, 250]],
  ["Consumer", [640, 90], [60, 390]],
  ["Consumer", [640, 200], [150, 450]],
  ["Queue", [430, 310], [230, 350]],
];

/** Nothing is tapped twice in a row: that would open its details. */
const EDGES = [
  ["Exchange exchange-1", "Queue queue-1"],
  ["Exchange exchange-1", "Queue queue-2"],
  ["Producer producer-1", "Exchange exchange-1"],
  ["Queue queue-1", "Consumer consumer-1"],
  ["Queue queue-2", "Consumer consumer-2"],
  ["Queue queue-1", "Queue queue-3"],
];

async function begin(t, settings) {
  const page = await visit(t, "/?new", { ...STILL, ...settings });
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  return page;
}

/** All is drawn: a queue leads to another only by its dead letters. */
async function drawn(page) {
  await nodes(page, PARTS.length);
  await edges(page, EDGES.length);
}

/** The run has gone to its end, and messages have arrived. */
async function played(page) {
  const end = page.locator('[role=slider][aria-label=Timeline]');
  await page.waitForFunction((slider) => Number(slider.ariaValueNow) > 20 && slider.ariaValueNow === slider.ariaValueMax, await end.elementHandle());
}

/** Somebody has acted otherwise: the first consumer is down, on a branch of its own. */
async function forked(page) {
  await canvas(page).getByText("crashed at").waitFor();
  await page.locator("[aria-label=Branch]").first().waitFor({ state: "attached" });
}

/** Every edit is taken back, one at a time, and what was done by hand before them: no branch and no step is left. */
async function undone(page, undo) {
  await undo();
  await count(page, "[aria-label=Branch]", 0);
  for (let left = PARTS.length + EDGES.length; left > 0; left -= 1) await undo();
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await nodes(page, 0);
  assert.equal(await page.locator("[role=slider][aria-label=Timeline]").getAttribute("aria-valuemax"), "0");
}

const item = (page, name) => page.getByRole("menuitem", { name });

test("by mouse", async (t) => {
  const page = await begin(t);
  for (const [at, [kind, wide]] of PARTS.entries()) {
    await palette(page).getByRole("button", { name: kind, exact: true }).click();
    const to = await place(page, ...wide);
    await page.mouse.click(to.x, to.y);
    await nodes(page, at + 1);
  }
  for (const [from, to] of EDGES) {
    const start = await middle(page, from);
    await page.mouse.click(start.x, start.y);
    const grip = await page.locator(".port:not(.is-faint):not([data-port=attach]) .sel-port").boundingBox();
    const end = await middle(page, to);
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.locator(".goal.is-aim").waitFor();
    await page.mouse.up();
    await said(page, made(from, to));
  }
  await drawn(page);
  await button(page, "End").click();
  await played(page);
  await button(page, "Restart").click();
  for (let step = 0; step < 3; step += 1) await button(page, "Step").click();
  const consumer = await middle(page, "Consumer consumer-1");
  await page.mouse.click(consumer.x, consumer.y);
  await page.locator(".node-actions").getByRole("button", { name: "More", exact: true }).click();
  await item(page, /^Crash/).click();
  await forked(page);
  const ground = await place(page, 240, 330);
  await undone(page, async () => {
    await page.mouse.click(ground.x, ground.y, { button: "right" });
    await item(page, /^Undo/).click();
    await page.getByRole("menu").waitFor({ state: "detached" });
  });
});

test("by keyboard alone", async (t) => {
  const page = await begin(t);
  await canvas(page).focus();
  for (const [at, letter] of ["p", "x", "q", "q", "c", "c", "q"].entries()) {
    // With something chosen from which an edge can begin, C would begin one.
    await page.keyboard.press("Escape");
    await page.keyboard.press(letter);
    await nodes(page, at + 1);
  }
  /** Arrows go to what lies in their direction; a person looks where that is. */
  const choose = async (name) => {
    const chosen = page.locator(".camera .node.is-selected[data-node]");
    const been = new Set();
    for (let tries = 0; tries < 30; tries += 1) {
      const now = await chosen.first().getAttribute("aria-label");
      if (now === name) return;
      const [from, to] = [await middle(page, now), await middle(page, name)];
      const [across, down] = [to.x - from.x, to.y - from.y];
      const ways = [across > 0 ? "ArrowRight" : "ArrowLeft", down > 0 ? "ArrowDown" : "ArrowUp"];
      if (Math.abs(down) > Math.abs(across)) ways.reverse();
      const way = ways.find((way) => !been.has(now + way)) ?? ways[tries % 2];
      been.add(now + way);
      await page.keyboard.press(way);
    }
    assert.fail(`${name} is not reached by arrows`);
  };
  for (const [from, to] of EDGES) {
    await choose(from);
    await page.keyboard.press("b");
    await said(page, `Connecting from ${from}`);
    for (let digit = 1; digit < 9; digit += 1) {
      await page.keyboard.press(String(digit));
      if ((await page.locator("[data-live]").textContent()).includes(`: ${to}.`)) break;
    }
    await page.keyboard.press("Enter");
    await said(page, made(from, to));
  }
  await drawn(page);
  await page.keyboard.press("End");
  await played(page);
  for (const key of ["Home", ".", ".", "."]) await page.keyboard.press(key);
  await choose("Consumer consumer-1");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu").waitFor();
  // A letter goes to the next one that begins so.
  for (let tries = 0; tries < 9; tries += 1) {
    await page.keyboard.press("c");
    if (await item(page, /^Crash/).and(page.locator(":focus")).count()) break;
  }
  await page.keyboard.press("Enter");
  await forked(page);
  await canvas(page).focus();
  await undone(page, () => page.keyboard.press("Control+z"));
  await page.keyboard.press("Control+z");
  await said(page, "Nothing to undo");
});

test("by touch", async (t) => {
  const page = await begin(t, NARROW);
  const touch = await page.context().newCDPSession(page);
  for (const [at, [kind, , narrow]] of PARTS.entries()) {
    await button(page, "Add").tap();
    await page.getByRole("dialog", { name: "Palette" }).getByRole("button", { name: kind, exact: true }).tap();
    const to = await place(page, ...narrow);
    await page.touchscreen.tap(to.x, to.y);
    await nodes(page, at + 1);
  }
  for (const [from, to] of EDGES) {
    // A tap on what is chosen already would open its details.
    if ((await page.locator(`.node.is-selected[aria-label="${from}"]`).count()) === 0) {
      const start = await middle(page, from);
      await page.touchscreen.tap(start.x, start.y);
    }
    await page.locator(".node-actions").getByRole("button", { name: "Connect", exact: true }).tap();
    const end = await middle(page, to);
    await page.touchscreen.tap(end.x, end.y);
    await said(page, made(from, to));
  }
  await drawn(page);
  await button(page, "End").tap();
  await played(page);
  await button(page, "Restart").tap();
  for (let step = 0; step < 3; step += 1) await button(page, "Step").tap();
  const consumer = await middle(page, "Consumer consumer-1");
  await page.touchscreen.tap(consumer.x, consumer.y);
  await page.locator(".node-actions").getByRole("button", { name: "More", exact: true }).tap();
  await item(page, /^Crash/).tap();
  await forked(page);
  const ground = await place(page, 330, 425);
  await undone(page, async () => {
    // A finger that stays opens the menu.
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [ground] });
    await item(page, /^Undo/).waitFor();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await item(page, /^Undo/).tap();
    await page.getByRole("menu").waitFor({ state: "detached" });
  });
});
