// Presses that do not end as they should: released elsewhere, taken away by the system, given up by Escape in a drag.

import assert from "node:assert/strict";
import { test } from "node:test";
import { harness } from "./harness.mjs";
import { NARROW, STILL, canvas, node } from "./studio.mjs";

const { visit } = harness();

const isReady = (page) => page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
const cameraOf = (page) => page.locator(".camera").evaluate((camera) => camera.style.transform);
const carried = (page, name) => page.locator(`[aria-label="${name}"][transform]`);

async function open(t, settings = STILL) {
  const page = await visit(t, "/?scenario=topics", settings);
  await isReady(page);
  return page;
}

async function middle(page, name) {
  const body = await node(page, name).locator(".body").boundingBox();
  return { x: body.x + body.width / 2, y: body.y + body.height / 2 };
}

/** Waits until what was done has been painted. */
const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The drawing is as it was opened. */
async function isUntouched(page) {
  await page.keyboard.press("Control+k");
  await page.getByText("Nothing to undo").waitFor();
}

test("a button that comes up beyond the canvas holds nothing any more", async (t) => {
  const page = await open(t);
  const box = await canvas(page).boundingBox();
  const camera = await cameraOf(page);
  await page.mouse.move(box.x + 300, box.y + 1);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y - 20);
  await page.mouse.up();
  await page.mouse.move(box.x + 300, box.y + 100, { steps: 5 });
  await page.mouse.move(box.x + 300, box.y + 420, { steps: 5 });
  await painted(page);
  assert.equal(await cameraOf(page), camera);
  // The next press is one of its own.
  await page.mouse.down();
  await page.mouse.move(box.x + 360, box.y + 420, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((before) => document.querySelector(".camera").style.transform !== before, camera);
});

test("what a finger carries goes back when the system takes the finger away", async (t) => {
  const page = await open(t, { ...STILL, ...NARROW });
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const { x, y } = await middle(page, "Exchange topics");
  await touch("touchStart", [x, y]);
  await touch("touchMove", [x + 12, y]);
  await touch("touchMove", [x + 24, y]);
  await carried(page, "Exchange topics").waitFor();
  await touch("touchCancel");
  await carried(page, "Exchange topics").waitFor({ state: "detached" });
  await isUntouched(page);
});

test("after Escape in a drag the rest of it moves nothing", async (t) => {
  const page = await open(t);
  const camera = await cameraOf(page);
  const { x, y } = await middle(page, "Exchange topics");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 4 });
  await carried(page, "Exchange topics").waitFor();
  await page.keyboard.press("Escape");
  await carried(page, "Exchange topics").waitFor({ state: "detached" });
  await page.mouse.move(x + 160, y + 90, { steps: 4 });
  await page.mouse.up();
  await painted(page);
  assert.equal(await cameraOf(page), camera);
  await isUntouched(page);
});

test("a click that no pointer has made counts after a drag", async (t) => {
  const page = await open(t);
  const { x, y } = await middle(page, "Exchange topics");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press("Escape");
  const chosen = () => canvas(page).getAttribute("aria-activedescendant");
  await page.waitForFunction(() => !document.querySelector("[role=application]").hasAttribute("aria-activedescendant"));
  assert.equal(await chosen(), null);
  await node(page, "Exchange topics").evaluate((node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  await page.waitForFunction(() => document.querySelector("[role=application]").hasAttribute("aria-activedescendant"));
});

test("on the buttons beside a name Enter is theirs", async (t) => {
  const page = await open(t);
  const { x, y } = await middle(page, "Exchange topics");
  await page.mouse.click(x, y);
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "New name of Exchange topics" });
  await field.fill("renamed");
  await page.locator(".pop-key").last().focus();
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
  await node(page, "Exchange topics").waitFor();
  await isUntouched(page);
});

test("the canvas has a frame for the keyboard, and none for a pointer", async (t) => {
  const page = await open(t);
  const frame = () => canvas(page).evaluate((canvas) => getComputedStyle(canvas).outlineStyle);
  // What is typed in a field makes the browser show where scripts put the focus from then on.
  await page.getByRole("searchbox").first().focus();
  await page.keyboard.type("a");
  const { x, y } = await middle(page, "Exchange topics");
  await page.getByRole("navigation", { name: "Palette" }).getByRole("button", { name: "Queue" }).click();
  await page.mouse.click(x + 20, y + 160);
  await node(page, "Queue queue-1").waitFor();
  await canvas(page).evaluate((canvas) => canvas.focus());
  assert.equal(await frame(), "none");
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await frame(), "none");
});

test("the wheel over a list on the canvas is the list's", async (t) => {
  const page = await open(t);
  const box = await canvas(page).boundingBox();
  await page.mouse.dblclick(box.x + 300, box.y + 420);
  const list = page.getByRole("listbox");
  await list.hover();
  const camera = await cameraOf(page);
  await page.mouse.wheel(0, 100);
  await painted(page);
  assert.equal(await cameraOf(page), camera);
  // With Ctrl it is the canvas that is zoomed, and not the whole page.
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 100);
  await page.keyboard.up("Control");
  await page.waitForFunction((before) => document.querySelector(".camera").style.transform !== before, camera);
  const zoomed = await cameraOf(page);
  await page.mouse.move(box.x + 60, box.y + 420);
  await page.mouse.wheel(0, 100);
  await page.waitForFunction((before) => document.querySelector(".camera").style.transform !== before, zoomed);
});
