// Editing what is drawn: names, edges, what is added beside an edge, copies and order, by mouse, by keyboard alone and
// under a finger.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { button, canvas, count, edges, middle, NARROW, node, nodes, place, said, STILL } from "./studio.mjs";

const { visit } = harness();

async function begin(t, settings = {}) {
  const page = await visit(t, "/?new", { ...STILL, ...settings });
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await canvas(page).focus();
  return page;
}

/** Drags from one place to another. */
async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** An exchange, a queue bound to it, and a consumer of the queue, each made by a letter. */
async function row(page) {
  // Above the cards of the empty canvas.
  const at = await place(page, 260, 90);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press("x");
  await nodes(page, 1);
  await page.keyboard.press("b");
  await said(page, "Nothing drawn yet can follow Exchange exchange-1");
  await page.keyboard.press("Escape");
  await page.mouse.move(at.x + 260, at.y);
  await page.keyboard.press("q");
  await nodes(page, 2);
  const port = page.locator(".port.is-faint .sel-port");
  const exchange = await middle(page, "Exchange exchange-1");
  await page.mouse.move(exchange.x, exchange.y);
  const from = await port.boundingBox();
  await drag(page, { x: from.x + 5, y: from.y + 5 }, await middle(page, "Queue queue-1"));
  await said(page, "queue-1 is bound to exchange-1");
  await edges(page, 1);
}

test("an edge that is dropped on empty ground is ended by what the list offers, and by keys", async (t) => {
  const page = await begin(t);
  await row(page);
  const queue = await middle(page, "Queue queue-1");
  await page.mouse.move(queue.x, queue.y);
  const port = await page.locator(".port:not([data-port=attach]) .sel-port").boundingBox();
  await drag(page, { x: port.x + 5, y: port.y + 5 }, await place(page, 700, 420));
  const field = page.getByRole("combobox", { name: "Add or find" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  assert.deepEqual(await page.getByRole("group", { name: "New, connected with queue-1" }).getByRole("option").allTextContents(), [
    "Queue", "Exchangetopic", "Exchangedirect", "Exchangefanout", "Exchangeheaders", "Consumer",
  ]);
  assert.deepEqual(await accessibilityProblems(page), []);
  await field.pressSequentially("cons");
  await page.getByRole("option", { name: "Consumer", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await said(page, "Consumer consumer-1 placed and connected with Queue queue-1");
  await edges(page, 2);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "application");
  // While connecting, a letter makes a new one; the same list opens at / and finds what is drawn.
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  await page.keyboard.type("exchange-1");
  await page.keyboard.press("Enter");
  await page.locator('.is-selected[aria-label="Exchange exchange-1"]').waitFor();
  await page.keyboard.press("c");
  await said(page, "Connecting from Exchange exchange-1");
  await page.keyboard.press("q");
  await said(page, "Queue queue-2 placed and connected with Exchange exchange-1");
  await edges(page, 3);
  for (let left = 3; left > 0; left -= 1) await page.keyboard.press("Control+z");
  await edges(page, 0);
  await nodes(page, 2);
});

test("two clicks on empty ground open the list, Escape closes it and the canvas has the focus", async (t) => {
  const page = await begin(t);
  await page.keyboard.press("q");
  await nodes(page, 1);
  const at = await place(page, 200, 120);
  await page.mouse.dblclick(at.x, at.y);
  await page.getByRole("listbox", { name: "Add or find" }).waitFor();
  const box = await page.locator(".pop-add").boundingBox();
  assert.ok(Math.abs(box.x - at.x) < 60, "it stands beside the place");
  await page.keyboard.press("Escape");
  await count(page, ".pop-add", 0);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "application");
  await nodes(page, 1);
});

test("a name is changed in place, and carries what names it", async (t) => {
  const page = await begin(t);
  await row(page);
  const name = await node(page, "Queue queue-1").locator(".n-name").boundingBox();
  await page.mouse.dblclick(name.x + name.width / 2, name.y + name.height / 2);
  const field = page.getByRole("textbox", { name: "New name of Queue queue-1" });
  await page.waitForFunction(() => document.activeElement?.classList.contains("pop-name"));
  await page.locator(".pop-tell").getByText("1 binding").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.type("amq.work");
  await page.locator(".pop-tell").getByText("contains reserved prefix 'amq.*'").waitFor();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("orders.work");
  await page.keyboard.press("Enter");
  await said(page, "queue-1 renamed to orders.work");
  await node(page, "Queue orders.work").waitFor();
  await edges(page, 1);
  await page.keyboard.press("F2");
  await page.waitForFunction(() => document.activeElement?.classList.contains("pop-name"));
  await page.keyboard.type("other");
  await page.keyboard.press("Escape");
  await count(page, ".pop-name", 0);
  await node(page, "Queue orders.work").waitFor();
});

test("an edge is chosen by mouse, reconnected by its handle and by keys, and deleted", async (t) => {
  const page = await begin(t);
  await row(page);
  const at = await place(page, 520, 460);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press("q");
  await nodes(page, 3);
  await page.keyboard.press("Escape");
  const line = await page.locator(".camera .e").first().boundingBox();
  await page.mouse.click(line.x + 14, line.y + line.height / 2);
  const chosen = page.getByRole("group", { name: "Binding from exchange-1 to queue-1", exact: true });
  await chosen.waitFor();
  assert.equal(await canvas(page).getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  const handle = await page.locator("[data-port=end] .sel-handle").boundingBox();
  await drag(page, { x: handle.x + 5, y: handle.y + 5 }, await middle(page, "Queue queue-2"));
  await said(page, "Reconnected: Binding from exchange-1 to queue-2");
  await page.keyboard.press("c");
  await said(page, "1 target");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await said(page, "Reconnected: Binding from exchange-1 to queue-1");
  await page.keyboard.press("Delete");
  await said(page, "Binding from exchange-1 to queue-1 deleted");
  await edges(page, 0);
  await nodes(page, 3);
});

test("copies go through the clipboard into another tab, and another text is refused", async (t) => {
  const page = await begin(t);
  await row(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await said(page, "2 nodes copied");
  const other = await page.context().newPage();
  await other.goto(new URL("/?new", page.url()).href);
  await other.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await canvas(other).focus();
  await other.keyboard.press("Control+v");
  await said(other, "2 nodes pasted");
  await nodes(other, 2);
  await edges(other, 1);
  await other.keyboard.press("Control+d");
  await said(other, "2 nodes duplicated");
  await nodes(other, 4);
  await other.keyboard.press("Control+x");
  await said(other, "2 nodes cut");
  await nodes(other, 2);
  await other.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Dear Sir or Madam");
    document.querySelector("[role=application]").dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await said(other, "The clipboard holds no part of a drawing.");
  await nodes(other, 2);
});

test("what is carried lines up with what stands, and is put into an edge", async (t) => {
  const page = await begin(t);
  await row(page);
  const at = await place(page, 300, 330);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press("x");
  await nodes(page, 3);
  const from = await middle(page, "Exchange exchange-2");
  const over = await middle(page, "Exchange exchange-1");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(over.x + 3, from.y + 20, { steps: 5 });
  await page.locator(".guide").first().waitFor();
  const edge = await page.locator(".camera .e").first().boundingBox();
  await page.mouse.move(edge.x + edge.width / 2, edge.y + edge.height / 2, { steps: 5 });
  await page.locator(".e-lit").waitFor({ state: "attached" });
  await page.mouse.up();
  await said(page, "Exchange exchange-2 put between exchange-1 and queue-1");
  await edges(page, 2);
});

test("several are put in order by the bar above them", async (t) => {
  const page = await begin(t);
  for (const [x, y] of [[150, 130], [420, 260], [700, 330]]) {
    const at = await place(page, x, y);
    await page.mouse.move(at.x, at.y);
    await page.keyboard.press("q");
  }
  await nodes(page, 3);
  await page.keyboard.press("Control+a");
  await page.locator(".node-actions").getByText("3 selected").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await button(page, "Align top edges").click();
  await said(page, "3 nodes aligned");
  const tops = await page.locator(".camera .node[data-node] .body").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.equal(new Set(tops.map(Math.round)).size, 1);
  await button(page, "Tidy up").click();
  await said(page, "The drawing tidied up");
});

test("what hangs loose after a delete is told beside it", async (t) => {
  const page = await begin(t);
  await row(page);
  await page.keyboard.press("Escape");
  // The queue's dead letters go to a new exchange.
  const queue = await middle(page, "Queue queue-1");
  await page.mouse.click(queue.x, queue.y);
  await page.keyboard.press("b");
  await said(page, "Connecting from Queue queue-1");
  await page.keyboard.press("x");
  await said(page, "Exchange exchange-2 placed and connected with Queue queue-1");
  await page.keyboard.press("Delete");
  await page.locator(".tip.is-warn").getByText("queue-1 has no dead-letter exchange now").waitFor();
  await page.keyboard.press("Control+z");
  await page.locator(".tip.is-warn").waitFor({ state: "hidden" });
});

test("under a finger on a narrow window: a name, a copy, several at once, and the list", async (t) => {
  const page = await begin(t, NARROW);
  for (const [kind, x, y] of [["Exchange", 110, 320], ["Queue", 250, 440]]) {
    await button(page, "Add").tap();
    await page.getByRole("dialog", { name: "Palette" }).getByRole("button", { name: kind, exact: true }).tap();
    const to = await place(page, x, y);
    await page.touchscreen.tap(to.x, to.y);
    await said(page, `${kind} ${kind.toLowerCase()}-1 placed`);
  }
  await page.locator(".node-actions").getByRole("button", { name: "Rename", exact: true }).tap();
  await page.getByRole("textbox", { name: "New name of Queue queue-1" }).fill("orders");
  await page.getByRole("button", { name: "Enter rename" }).tap();
  await said(page, "queue-1 renamed to orders");
  await page.locator(".node-actions").getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Duplicate" }).tap();
  await said(page, "Queue orders duplicated");
  await nodes(page, 3);
  await button(page, "Add").tap();
  await button(page, "Select several").tap();
  const exchange = await middle(page, "Exchange exchange-1");
  await page.touchscreen.tap(exchange.x, exchange.y);
  await page.locator(".node-actions").getByText("2 selected").waitFor();
  await page.locator(".node-actions").getByRole("button", { name: "Delete", exact: true }).tap();
  await nodes(page, 1);
  await page.locator(".hintbar").getByRole("button", { name: "cancel" }).tap();
  await button(page, "Add").tap();
  await button(page, "Add or find").tap();
  await page.getByRole("option", { name: "Consumer", exact: true }).tap();
  await said(page, "Consumer consumer-1 placed");
  const targets = page.locator(".plus, .node-actions .btn").filter({ visible: true });
  const small = await targets.evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 43).length);
  assert.equal(small, 0, "targets are 44 px high");
});
