// The outline: a drawing is made and read in its tables alone, by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { canvas, made, said, STILL } from "./studio.mjs";

const { visit } = harness();

const table = (page, name) => page.getByRole("table", { name });
const rows = (page, name, wanted) =>
  page.waitForFunction(
    ([name, wanted]) =>
      [...document.querySelectorAll("table")].find((table) => table.caption?.textContent === name)?.tBodies[0].rows.length === wanted,
    [name, wanted],
  );

test("a drawing is made in the outline alone, by keyboard", async (t) => {
  const page = await visit(t, "/?new", STILL);
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await canvas(page).focus();
  await page.keyboard.press("o");
  const add = (kind) => page.getByRole("button", { name: `Add: ${kind}` });
  await add("Producer").waitFor();
  await page.waitForFunction(() => document.activeElement.ariaLabel === "Add: Producer");
  for (const [at, kind] of ["Producer", "Exchange", "Queue", "Consumer"].entries()) {
    await add(kind).focus();
    await page.keyboard.press("Enter");
    await rows(page, "Nodes", at + 1);
  }
  await said(page, "Consumer consumer-1 placed");
  const tools = page.getByRole("group", { name: "Connect" });
  const connect = async (from, to, key) => {
    await tools.getByRole("combobox", { name: "From" }).selectOption(from);
    await tools.getByRole("combobox", { name: "To" }).selectOption(to);
    if (key) {
      await tools.getByRole("textbox", { name: "Key" }).fill(key);
      await page.keyboard.press("Tab");
    }
    await tools.getByRole("button", { name: "Connect" }).focus();
    await page.keyboard.press("Enter");
    await said(page, made(from, to));
  };
  await connect("Producer producer-1", "Exchange exchange-1");
  await connect("Exchange exchange-1", "Queue queue-1", "order.#");
  await connect("Queue queue-1", "Consumer consumer-1");
  await rows(page, "Connections", 3);
  assert.deepEqual(await accessibilityProblems(page), []);
  const name = page.getByRole("textbox", { name: "Name of Queue queue-1" });
  await name.fill("orders");
  await name.press("Enter");
  await page.getByRole("textbox", { name: "Name of Queue orders" }).waitFor();
  const key = page.getByRole("textbox", { name: "Key from Exchange exchange-1 to Queue orders" });
  assert.equal(await key.inputValue(), "order.#");
  await key.fill("#");
  await key.press("Enter");
  await page.getByRole("button", { name: "Delete Consumer consumer-1" }).focus();
  await page.keyboard.press("Enter");
  await rows(page, "Nodes", 3);
  await rows(page, "Connections", 2);
  await page.waitForFunction(() => document.activeElement !== document.body);
});

test("the outline says where messages are, step by step", async (t) => {
  const page = await visit(t, "/?scenario=simple-queue", STILL);
  await page.getByRole("tab", { name: "Outline" }).click();
  const queue = table(page, "Nodes").getByRole("row").filter({ hasText: "ready" });
  for (let step = 1; step < 12 && (await queue.count()) === 0; step += 1) {
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await page.locator(`[role=slider][aria-valuenow="${step}"]`).waitFor();
  }
  await queue.first().waitFor();
});

for (const settings of [
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { colorScheme: "dark" },
]) {
  test(`the outline is accessible: ${JSON.stringify(settings)}`, async (t) => {
    const page = await visit(t, "/?scenario=retry-with-delay", { ...STILL, ...settings });
    await page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
    await page.keyboard.press("o");
    await table(page, "Nodes").waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    if (!settings.viewport) return;
    const tab = await page.getByRole("tab", { name: "Outline" }).boundingBox();
    const end = await page.locator(".drawer .tabs-end .btn").boundingBox();
    assert.ok(tab.x >= 0 && tab.x + tab.width <= end.x + 1, "the tab that is chosen is in sight");
    const low = await page.locator(".outline button, .outline input, .outline select").evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 90)),
    );
    assert.deepEqual(low, []);
  });
}
