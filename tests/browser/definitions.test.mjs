// What a real broker exported becomes a drawing: opened as a file, a virtual host chosen, a producer and a consumer
// attached, and a message consumed. What cannot be read is refused, and what is open stays.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, harness } from "./harness.mjs";

const { visit } = harness();

const SHOP = join(DIST, "..", "tests", "definitions", "shop.json");

async function open(page, file) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await chooser).setFiles(file);
}

/** Opens shop.json, and chooses the virtual host in it. */
async function openShop(page) {
  await page.getByRole("application", { name: "Canvas" }).waitFor();
  await open(page, SHOP);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /shop/ }).check({ force: true });
  await dialog.getByRole("button").last().click();
  return dialog;
}

test("shop.json: a producer, a consumer, a message consumed", async (t) => {
  const page = await visit(t, "/?scenario=topics", { reducedMotion: "reduce" });
  const dialog = await openShop(page);
  await dialog.getByText("payments.card").first().waitFor();
  assert.equal(await page.getByText("password_hash").count(), 0);
  await dialog.getByRole("button").last().click();
  await dialog.waitFor({ state: "detached" });

  const canvas = page.getByRole("application", { name: "Canvas" });
  await canvas.getByRole("group", { name: "Exchange orders", exact: true }).click();
  await page.getByRole("button", { name: "Attach a producer" }).first().click();
  await canvas.getByRole("group", { name: /^Producer / }).first().waitFor();
  await canvas.getByRole("group", { name: "Queue orders.work", exact: true }).click();
  await page.getByRole("button", { name: "Attach a consumer" }).first().click();
  await canvas.getByRole("group", { name: /^Consumer / }).first().waitFor();

  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByRole("tab", { name: /Log/ }).click();
  await page.getByText("Acked", { exact: true }).first().waitFor();
});

for (const [name, content] of [
  ["cut off", '{"format": "warren", "version": 1, "topology": {"queues": ['],
  ["no drawing", '{"hello": "world"}'],
  ["mistyped", '{"format": "warren", "version": 1, "title": {"en": "x", "zh": "x"}, "topology": {"queues": [{"name": 5}]}}'],
]) {
  test(`a file that is ${name} is refused, and what is open stays`, async (t) => {
    const page = await visit(t, "/?scenario=topics");
    const node = page.getByRole("group", { name: "Exchange topics", exact: true });
    await node.waitFor();
    await open(page, { name: "bad.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await page.getByRole("dialog").waitFor();
    assert.match(await page.getByRole("dialog").innerText(), /bad\.json|line|queues|drawing/i);
    await page.keyboard.press("Escape");
    await node.waitFor();
  });
}
