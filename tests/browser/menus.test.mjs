// The action list, the shortcut sheet and the menus, by keyboard, by mouse and under a finger; and the ways of looking.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";

const { visit } = harness();

const STILL = { reducedMotion: "reduce" };
const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const canvas = (page) => page.getByRole("application", { name: "Canvas" });
const node = (page, name) => canvas(page).getByRole("group", { name, exact: true });
const nodes = (page, wanted) =>
  page.waitForFunction((wanted) => document.querySelectorAll(".camera .node[data-node]").length === wanted, wanted);

const isReady = (page) => page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();

async function open(t, address = "/?scenario=topics", settings = STILL) {
  const page = await visit(t, address, settings);
  await isReady(page);
  return page;
}

test("the action list is typed into, chosen from by arrows, and gives the focus back", async (t) => {
  const page = await open(t);
  await canvas(page).focus();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find an action" });
  await field.waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.type("zoom");
  await page.getByRole("option", { selected: true }).filter({ hasText: "Zoom to 100 %" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
  await page.getByText("100 %").waitFor();
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "application");
});

test("what cannot be done now says why", async (t) => {
  const page = await open(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("undo");
  await page.getByRole("option", { name: "Undo" }).and(page.locator("[aria-disabled=true]")).waitFor();
  await page.getByText("Nothing to undo").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-live]").textContent === "Nothing to undo");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Find an action" }).waitFor({ state: "detached" });
});

test("single keys are switched off on the shortcut sheet, and stay so", async (t) => {
  const page = await open(t);
  await canvas(page).focus();
  await page.keyboard.press("?");
  const single = page.getByRole("switch", { name: "Single keys" });
  await single.waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  assert.equal(await single.getAttribute("aria-checked"), "true");
  await single.click();
  await page.locator('[role=switch][aria-checked="false"]', { hasText: "Single keys" }).waitFor();
  await page.keyboard.press("Escape");
  const before = await page.locator(".camera .node[data-node]").count();
  await canvas(page).focus();
  await page.keyboard.press("q");
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find an action" }).waitFor();
  await nodes(page, before);
  await page.reload();
  await isReady(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("shortcuts");
  await page.keyboard.press("Enter");
  await page.locator('[role=switch][aria-checked="false"]', { hasText: "Single keys" }).waitFor();
});

test("the menu of what is chosen opens by Shift+F10; arrows, letters and Escape work in it", async (t) => {
  const page = await open(t);
  await node(page, "Queue q1").click();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu", { name: "Queue q1" }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  const focused = () => page.evaluate(() => document.activeElement.querySelector(".m-name").firstChild.textContent);
  assert.equal(await focused(), "Connect");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "Delete");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Connect");
  await page.keyboard.press("d");
  assert.equal(await focused(), "Details");
  await page.keyboard.press("End");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "application");
  const before = await page.locator(".camera .node[data-node]").count();
  await page.keyboard.press("ContextMenu");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await nodes(page, before - 1);
});

test("the view menu switches the minimap and the scheme, which stay so", async (t) => {
  const page = await open(t);
  const view = page.getByRole("button", { name: "View", exact: true });
  await view.click();
  await page.getByRole("menu", { name: "View" }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("menuitemcheckbox", { name: "Minimap" }).click();
  await page.locator(".minimap").waitFor({ state: "detached" });
  await view.click();
  await page.getByRole("menuitemradio", { name: "As in a design tool" }).click();
  await page.reload();
  await isReady(page);
  await view.click();
  await page.getByRole("menuitemradio", { name: "As in a design tool", checked: true }).waitFor();
  assert.equal(await page.locator(".minimap").count(), 0);
});

test("F6 goes from area to area, and Shift+F6 back", async (t) => {
  const page = await open(t);
  const area = () =>
    page.evaluate(() => document.activeElement.closest(".topbar, .rail, .stage-box, .narration, .inspector, .panel")?.classList[0]);
  await canvas(page).focus();
  const areas = [];
  for (let times = 0; times < 6; times += 1) {
    await page.keyboard.press("F6");
    areas.push(await area());
  }
  assert.deepEqual(areas, ["narration", "inspector", "panel", "topbar", "rail", "stage-box"]);
  await page.keyboard.press("Shift+F6");
  assert.equal(await area(), "rail");
});

test("in a narrow window a menu is a sheet with large rows", async (t) => {
  const page = await open(t, "/?scenario=topics", { ...STILL, ...NARROW });
  await page.getByRole("button", { name: "View", exact: true }).tap();
  const menu = page.getByRole("menu", { name: "View" });
  await menu.waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  const heights = await menu.getByRole("menuitemradio").evaluateAll((rows) => rows.map((row) => row.offsetHeight));
  assert.ok(heights.every((height) => height >= 48), `${heights}`);
  await menu.getByRole("menuitemcheckbox", { name: "Follow" }).tap();
  await menu.waitFor({ state: "detached" });
});
