// Drawing, by mouse, by keyboard alone and under a finger: from the empty canvas to messages that are delivered, and all
// of it undone again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { button, canvas, count, edges, made, middle, NARROW, node, nodes, palette, place, said, STILL } from "./studio.mjs";

const { visit } = harness();

async function begin(t, settings = STILL) {
  const page = await visit(t, "/?new", settings);
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  return page;
}

/** Runs to the end and sees that both consumers have acked something. */
async function runs(page) {
  await button(page, "End").click();
  await page.getByRole("tab", { name: "Log" }).waitFor();
  await page.getByRole("row").filter({ hasText: "Delivered" }).filter({ hasText: "consumer-2" }).first().waitFor();
  await page.getByRole("row").filter({ hasText: "Acked" }).first().waitFor();
}

const EDGES = [
  ["Exchange exchange-1", "Queue queue-1"],
  ["Exchange exchange-1", "Queue queue-2"],
  ["Queue queue-1", "Consumer consumer-1"],
  ["Queue queue-2", "Consumer consumer-2"],
  ["Producer producer-1", "Exchange exchange-1"],
];

test("by mouse: from empty to delivered messages, and undone to empty", async (t) => {
  const page = await begin(t);
  const parts = [
    ["Producer", 100, 200],
    ["Exchange", 260, 200],
    ["Queue", 480, 110],
    ["Queue", 480, 300],
    ["Consumer", 760, 110],
  ];
  for (const [at, [kind, x, y]] of parts.entries()) {
    await palette(page).getByRole("button", { name: kind, exact: true }).click();
    const to = await place(page, x, y);
    await page.mouse.move(to.x, to.y);
    await page.locator(".is-ghost").waitFor();
    await page.mouse.click(to.x, to.y);
    await nodes(page, at + 1);
  }
  // The last one is dragged.
  const from = await palette(page).getByRole("button", { name: "Consumer", exact: true }).boundingBox();
  const to = await place(page, 760, 300);
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x - 40, to.y, { steps: 4 });
  await page.locator(".is-ghost").waitFor();
  await page.mouse.move(to.x, to.y, { steps: 2 });
  await page.mouse.up();
  await nodes(page, 6);
  await said(page, "Consumer consumer-2 placed");
  for (const [at, [from, to]] of EDGES.entries()) {
    const start = await middle(page, from);
    await page.mouse.click(start.x, start.y);
    const port = page.locator(".port:not(.is-faint):not([data-port=attach]) .sel-port");
    if (at % 2 === 0) {
      const grip = await port.boundingBox();
      const end = await middle(page, to);
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
      await page.mouse.down();
      await page.mouse.move(end.x, end.y, { steps: 4 });
      await page.locator(".goal.is-aim").waitFor();
      await page.mouse.up();
    } else {
      await port.click();
      const end = await middle(page, to);
      await page.mouse.click(end.x, end.y);
    }
    await said(page, made(from, to));
    await edges(page, at + 1);
  }
  await runs(page);
  await button(page, "Restart").click();
  for (let left = 11; left > 0; left -= 1) await page.keyboard.press("Control+z");
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await nodes(page, 0);
});

test("by keyboard alone: the same, and undone to empty", async (t) => {
  const page = await begin(t);
  await canvas(page).focus();
  // With something chosen from which an edge can begin, C would begin one.
  for (const [at, letter] of ["p", "q", "q", "c", "c", "x"].entries()) {
    await page.keyboard.press("Escape");
    await page.keyboard.press(letter);
    await nodes(page, at + 1);
  }
  // The exchange is chosen still.
  await page.keyboard.press("c");
  await said(page, "2 targets");
  await page.keyboard.press("1");
  await said(page, "1 of 2: Queue queue-1");
  await page.keyboard.press("Enter");
  await said(page, "queue-1 is bound to exchange-1");
  await page.keyboard.press("b");
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await said(page, "queue-2 is bound to exchange-1");
  const chosen = async (name, keys) => {
    for (const key of keys) {
      if (await page.locator(`.is-selected[aria-label="${name}"]`).count()) break;
      await page.keyboard.press(key);
    }
    await page.locator(`.is-selected[aria-label="${name}"]`).waitFor();
  };
  const connect = async (from, keys, to) => {
    await chosen(from, keys);
    await page.keyboard.press("b");
    await said(page, `Connecting from ${from}`);
    for (let digit = 1; digit < 9; digit += 1) {
      await page.keyboard.press(String(digit));
      const words = await page.locator("[data-live]").textContent();
      if (words.includes(`: ${to}.`)) break;
    }
    await page.keyboard.press("Enter");
    await said(page, made(from, to));
  };
  await connect("Producer producer-1", ["ArrowLeft", "ArrowLeft"], "Exchange exchange-1");
  await connect("Queue queue-1", ["ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown"], "Consumer consumer-1");
  await connect("Queue queue-2", ["ArrowDown", "ArrowUp", "ArrowUp"], "Consumer consumer-2");
  await edges(page, 5);
  await page.keyboard.press("End");
  await page.getByRole("row").filter({ hasText: "Acked" }).first().waitFor();
  await page.keyboard.press("Home");
  for (let left = 11; left > 0; left -= 1) await page.keyboard.press("Control+z");
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await nodes(page, 0);
});

test("an illegal target says why, and Escape ends it", async (t) => {
  const page = await begin(t);
  for (const [kind, x] of [["Producer", 150], ["Consumer", 450], ["Queue", 700]]) {
    await palette(page).getByRole("button", { name: kind, exact: true }).click();
    const to = await place(page, x, 200);
    await page.mouse.click(to.x, to.y);
  }
  await nodes(page, 3);
  const start = await middle(page, "Producer producer-1");
  await page.mouse.click(start.x, start.y);
  await page.keyboard.press("b");
  const end = await middle(page, "Consumer consumer-1");
  await page.mouse.move(end.x, end.y);
  await page.locator(".tip").getByText("Producers publish to exchanges").waitFor();
  assert.equal(await node(page, "Consumer consumer-1").getAttribute("opacity"), "0.34");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Escape");
  await count(page, ".goal", 0);
  assert.equal(await node(page, "Consumer consumer-1").getAttribute("opacity"), null);
});

test("a frame chooses several, which move together and are deleted with one undo", async (t) => {
  const page = await begin(t);
  await canvas(page).focus();
  for (const letter of ["p", "q", "Escape", "c"]) await page.keyboard.press(letter);
  await nodes(page, 3);
  const [corner, opposite] = [await place(page, 40, 60), await place(page, 900, 420)];
  await page.keyboard.down("Shift");
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(opposite.x, opposite.y, { steps: 4 });
  await page.locator(".marq").waitFor();
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await count(page, ".sel-frame", 3);
  const before = await middle(page, "Producer producer-1");
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 40, { steps: 4 });
  await page.locator('[aria-label="Consumer consumer-1"][transform]').waitFor();
  await page.mouse.up();
  await said(page, "3 nodes moved");
  const after = await middle(page, "Producer producer-1");
  assert.deepEqual([Math.round(after.x - before.x), Math.round(after.y - before.y)], [60, 40]);
  await page.keyboard.press("Delete");
  await nodes(page, 0);
  await button(page, "Undo").click();
  await nodes(page, 3);
});

test("under a finger on a narrow window: two nodes are placed and connected", async (t) => {
  const page = await begin(t, { ...STILL, ...NARROW });
  for (const [kind, x, y] of [["Exchange", 110, 320], ["Queue", 260, 440]]) {
    await button(page, "Add").tap();
    await page.getByRole("dialog", { name: "Palette" }).getByRole("button", { name: kind, exact: true }).tap();
    const to = await place(page, x, y);
    await page.touchscreen.tap(to.x, to.y);
    await said(page, `${kind} ${kind.toLowerCase()}-1 placed`);
  }
  const start = await middle(page, "Exchange exchange-1");
  await page.touchscreen.tap(start.x, start.y);
  await page.locator(".node-actions").getByRole("button", { name: "Connect", exact: true }).tap();
  const end = await middle(page, "Queue queue-1");
  await page.touchscreen.tap(end.x, end.y);
  await said(page, "queue-1 is bound to exchange-1");
  await edges(page, 1);
  const targets = page.locator(".plus, .node-actions .btn").filter({ visible: true });
  const small = await targets.evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 43).length);
  assert.equal(small, 0, "targets are 44 px high");
});

test("a note that is placed waits for its text", async (t) => {
  const page = await begin(t);
  await canvas(page).focus();
  await page.keyboard.press("n");
  await nodes(page, 1);
  await page.waitForFunction(() => document.activeElement.matches("input, textarea"));
  await page.keyboard.type("quick");
  await page.keyboard.press("Tab");
  await canvas(page).getByText("quick").first().waitFor();
  assert.equal(await page.locator(".camera .node[data-node]").count(), 1, "no letter placed anything");
});
