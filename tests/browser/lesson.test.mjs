// A lesson by keyboard alone and by ear: no pointer touches the page, and what happens is told by its live region.

import assert from "node:assert/strict";
import { test } from "node:test";
import { harness } from "./harness.mjs";
import { said, STILL } from "./studio.mjs";

const { visit } = harness();

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

/** Presses a key until what has the focus is called so; fails after as many presses as a page has places to stop at. */
async function press(page, key, until) {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press(key);
    if (until.test(await focused(page))) return;
  }
  assert.fail(`${key} never came to ${until}`);
}

test("by keyboard alone and by ear: a lesson is opened, read, answered, asked why and left", async (t) => {
  const page = await visit(t, "/?gallery", STILL);
  await page.getByRole("link", { name: /Work queue: strictly in turn/ }).waitFor();
  await press(page, "Tab", /office.*Work queue: strictly in turn/s);
  await page.keyboard.press("Enter");
  await said(page, "Chapter 1: More than one can do.");
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "application");

  await page.keyboard.press("PageDown");
  await said(page, "Chapter 2: Each message goes to one.");
  await page.keyboard.press("PageDown");
  await said(page, "Question: w2 will work on m2 for three seconds");
  await page.keyboard.press("F6");
  await press(page, "Tab", /^Aw1$/);
  await page.keyboard.press("Space");
  await page.locator(".opt.is-picked").waitFor();
  await press(page, "Tab", /^Show$/);
  await page.keyboard.press("Enter");
  await said(page, "You expected: w1. It was: w2.");

  // Why, in the panel beside: F6 leads there.
  await press(page, "F6", /^Why$/);
  await page.keyboard.press("Enter");
  const why = page.getByRole("tabpanel", { name: "Why" });
  await why.waitFor();
  assert.match(await why.textContent(), /m4/);

  // Back on the canvas: the last step, the first, and what is heard of it.
  await press(page, "F6", /jobs/);
  await page.keyboard.press("End");
  await said(page, "Chapter 8: Equal turns, unequal waits.");
  await page.keyboard.press("Home");
  await page.keyboard.press(".");
  await said(page, "Step 1 of 25:");

  // The nodes, one after the other, by arrows.
  await page.keyboard.press("ArrowDown");
  await said(page, "Producer office");
  await page.keyboard.press("ArrowRight");
  await said(page, "Queue jobs");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("gallery");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /messages/i }).waitFor();
});
