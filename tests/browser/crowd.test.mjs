// Very many tokens that move at once are painted as pixels; so they are there while they move, and are elements of the
// picture again when they rest.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fanout, TOKENS } from "../../benches/page/documents.mjs";
import { harness } from "./harness.mjs";

const { visit } = harness();

const CROWD = "canvas.crowd";

/** Runs in the page: a place, in pixels of the window, that a token of the crowd covers. */
function painted(selector) {
  const canvas = document.querySelector(selector);
  const { width, height } = canvas;
  if (width === 0) return null;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const corner = canvas.getBoundingClientRect();
  for (let at = 0; at < data.length / 4; at += 1) {
    if (data[4 * at + 3] === 255) return { x: corner.x + (at % width), y: corner.y + Math.floor(at / width) };
  }
  return null;
}

test("a crowd is painted while it moves, and rests as elements", async (t) => {
  const page = await visit(t, "/");
  await page.getByRole("application", { name: "Canvas" }).waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const buffer = Buffer.from(JSON.stringify(fanout()));
  await (await chooser).setFiles({ name: "fanout.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => document.title.startsWith("fanout"));
  await page.getByRole("combobox", { name: "Speed" }).selectOption("0.25");

  await page.getByRole("button", { name: "Step", exact: true }).click();
  const place = await (await page.waitForFunction(painted, CROWD)).jsonValue();
  assert.ok(place.x > 0 && place.y > 0);
  assert.equal(await page.locator(".rides > g").count(), 0, "none of them is an element meanwhile");

  await page.waitForFunction((selector) => document.querySelector(selector).width === 0, CROWD);
  const resting = page.locator("[role=application] [role=group] [data-message='1']");
  assert.equal(await resting.count(), TOKENS, "a copy rests in each queue");
});
