// Where the focus is after something was done by keyboard: never nowhere. And what a screen reader is told on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { harness } from "./harness.mjs";
import { button, STILL } from "./studio.mjs";

const { begin, origin, visit } = harness();

const slider = (page) => page.getByRole("slider", { name: "Timeline" });
const node = (page, name) => page.getByRole("group", { name, exact: true });
const inspector = (page) => page.getByRole("complementary", { name: "Inspector" });

async function open(t, address) {
  const page = await visit(t, address, STILL);
  await page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
  return page;
}

const isSomewhere = (page) => page.waitForFunction(() => document.activeElement !== document.body);
const focused = (page) => page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent);

async function openFile(page, name, content) {
  const chooser = page.waitForEvent("filechooser");
  await button(page, "Open a file").focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
}

for (const name of ["Ack", "Reject", "Crash", "Cut the connection"]) {
  test(`the focus stays where it was after ${name}`, async (t) => {
    const page = await open(t, "/?scenario=work-fair");
    for (let step = 1; step <= 10; step += 1) {
      await button(page, "Step").click();
      await page.locator(`[role=slider][aria-valuenow="${step}"]`).waitFor();
    }
    await node(page, "Consumer slow").click();
    await page.getByRole("tab", { name: "Node" }).click();
    await inspector(page).getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.locator('[role=slider][aria-valuenow="11"]').waitFor();
    await isSomewhere(page);
  });
}

test("a dialog gives the focus back to what opened it", async (t) => {
  const page = await open(t, "/?scenario=topics");
  for (const key of ["Escape", "Enter"]) {
    await openFile(page, "bad.json", "{");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    if (key === "Enter") await dialog.getByRole("button", { name: "Close" }).last().focus();
    await page.keyboard.press(key);
    await dialog.waitFor({ state: "detached" });
    await isSomewhere(page);
    assert.equal(await focused(page), "Open a file");
  }
});

test("closing the inspector leaves the focus somewhere", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await node(page, "Exchange topics").click();
  await inspector(page).getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  await inspector(page).waitFor({ state: "hidden" });
  await isSomewhere(page);
  assert.equal(await focused(page), "Canvas");
});

test("attaching a producer leaves the focus somewhere", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await node(page, "Exchange topics").click();
  await page.getByRole("tab", { name: "Node" }).click();
  await inspector(page).getByRole("button", { name: "Attach a producer" }).focus();
  await page.keyboard.press("Enter");
  await button(page, "Undo").waitFor();
  await isSomewhere(page);
});

test("the slider steps by arrows up and down", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await slider(page).focus();
  for (const [key, step] of [["ArrowUp", 1], ["ArrowUp", 2], ["ArrowDown", 1]]) {
    await page.keyboard.press(key);
    await page.locator(`[role=slider][aria-valuenow="${step}"]`).waitFor();
  }
});

test("a number is wanted, and Enter locks it", async (t) => {
  const page = await open(t, "/?scenario=ttl-queue-vs-message");
  const field = page.getByRole("textbox", { name: "Your number" });
  for (const chapter of [2, 3]) {
    await button(page, "Next").click();
    await page.getByText(`Chapter ${chapter} of 9`).waitFor();
  }
  await button(page, "Next").click();
  await field.fill("many");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await page.getByText("A whole number, such as 3").waitFor();
  await field.fill("0");
  await page.getByText("A whole number, such as 3").waitFor({ state: "detached" });
  await field.press("Enter");
  await page.locator(".ask-o").waitFor();
});

test("yes and no are told", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await node(page, "Queue q1").click();
  await page.getByRole("tab", { name: "Node" }).click();
  await inspector(page).getByRole("definition").filter({ hasText: /^(yes|no)$/ }).first().waitFor();
});

test("the notes on a file are offered and can be read", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await openFile(page, "new.json", '{"format":"warren","version":99}');
  await button(page, "Show the notes").click();
  await page.getByRole("dialog").getByText("This document has version 99").waitFor();
  await page.keyboard.press("Escape");
  await button(page, "Notes on the file").waitFor();
  assert.equal(await button(page, "Continue").count(), 0);
  const play = page.getByRole("button", { name: "Play", exact: true, disabled: true });
  await play.and(page.getByTitle("Nothing happens by itself: attach a producer first")).waitFor();
});

test("a scenario that is not there: the player offers nothing, and nothing can be played", async (t) => {
  const page = await visit(t, "/embed.html?scenario=nosuch", STILL);
  page.expected = [/^404: .*nosuch\.json$/, /Failed to load resource.*404/];
  const dialog = page.getByRole("dialog");
  await dialog.getByText("There is no scenario named nosuch.").waitFor();
  assert.equal(await button(page, "Open another file").count(), 0);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Play", disabled: true }).waitFor();
});

test("a name that is an address is refused unasked", async (t) => {
  const page = await begin(t, STILL);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${origin()}/embed.html?scenario=../../manifest`);
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(asked.filter((url) => url.endsWith(".json")), []);
});
