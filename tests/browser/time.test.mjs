// Time: branches, breakpoints, what may happen next, charts and the comparison, by mouse, by keyboard and under a finger.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { button, said, STILL } from "./studio.mjs";

const { visit } = harness();

const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const stands = (page, step) =>
  page.waitForFunction((step) => document.querySelector(".tl-s").getAttribute("aria-valuenow") === step, String(step));
const now = (page) => page.locator(".tl-s").first().getAttribute("aria-valuenow");

/** The lesson on a delay queue, with nothing hidden ahead of a question. */
async function begin(t, settings = STILL, path = "/?scenario=retry-with-delay") {
  const page = await visit(t, path, settings);
  await page.locator(".tick").nth(5).waitFor();
  const predict = page.getByRole("switch", { name: "Predict first" });
  if (await predict.isVisible()) await predict.click();
  return page;
}

async function crash(page, step) {
  await page.locator(".tl-s").focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < step; at += 1) await page.keyboard.press("ArrowUp");
  await stands(page, step);
  await page.getByRole("application", { name: "Canvas" }).getByRole("group", { name: "Consumer billing" }).click();
  await button(page, "Crash").first().click();
  await stands(page, step + 1);
}

test("a branch is named, compared, looked at and deleted", async (t) => {
  const page = await begin(t);
  await crash(page, 13);
  await tab(page, "Branches").click();
  const name = page.getByRole("textbox", { name: "Name of branch 1" });
  await name.fill("it crashes");
  await name.press("Enter");
  await page.locator(".fork-c").filter({ hasText: "main" }).waitFor();
  await button(page, "Compare with main").click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.getByRole("region", { name: "it crashes" }).waitFor();
  assert.equal(await dialog.locator(".cmp-s").count(), 2);
  await dialog.getByRole("button", { name: "first at step 14" }).click();
  const slider = dialog.getByRole("slider");
  assert.equal(await slider.getAttribute("aria-valuenow"), "14");
  assert.ok((await dialog.locator(".cmp-tl .ne").count()) > 0, "the sign stands between the rows");
  assert.ok((await dialog.locator(".cmp-s .ne").count()) > 0, "the sign stands on what differs");
  assert.deepEqual(await accessibilityProblems(page), []);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.querySelector(".cmp-tl").getAttribute("aria-valuenow") === "13");
  assert.equal(await dialog.locator(".cmp-s .ne").count(), 0, "nothing differs before they part");
  const left = () => dialog.locator(".cmp-s").first().getAttribute("aria-label");
  assert.equal(await left(), "main");
  await dialog.getByRole("button", { name: "Swap" }).click();
  await page.waitForFunction(() => document.querySelector(".cmp-s").getAttribute("aria-label") === "it crashes");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await stands(page, 13);
  await button(page, "Show main").click();
  await button(page, "Delete it crashes").click();
  await said(page, "it crashes deleted");
  await page.getByText("There is one run so far.").waitFor();
});

test("by keyboard alone: a breakpoint is set, hit from both sides and switched off", async (t) => {
  const page = await begin(t);
  await page.locator(".tl-s").focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("ArrowUp");
  await stands(page, 7);
  await page.keyboard.press("k");
  const dialog = page.getByRole("dialog", { name: "Step 7" });
  await dialog.waitFor();
  const offer = dialog.getByRole("button", { name: "Stop at event Rejected" });
  for (let at = 0; at < 12; at += 1) {
    if (await offer.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await said(page, "Breakpoint set: event Rejected");
  await page.locator(".flag").nth(1).waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("]");
  await said(page, "Breakpoint 1: event Rejected");
  const first = await now(page);
  assert.equal(first, "7");
  await page.keyboard.press("]");
  await page.waitForFunction((first) => Number(document.querySelector(".tl-s").getAttribute("aria-valuenow")) > first, 7);
  await page.keyboard.press("[");
  await stands(page, 7);
  await page.keyboard.press("[");
  await said(page, "No breakpoint is hit before this step.");
  await tab(page, "Breakpoints").click();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("switch", { name: "On" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".flag").length === 0);
  await button(page, "Delete breakpoint 1").click();
  await page.getByText("Playing stops at breakpoints").waitFor();
});

test("playing stops at a depth, and runs to a row of the log", async (t) => {
  const page = await begin(t);
  await tab(page, "Breakpoints").click();
  await page.getByRole("combobox", { name: "Queue" }).selectOption("orders.wait");
  await page.getByRole("spinbutton", { name: "Number of ready messages" }).fill("1");
  await button(page, "Add").click();
  await said(page, "1 or more ready in orders.wait");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("4");
  const hit = await page.locator(".flag").first().locator("xpath=..").locator("title").first().textContent();
  const step = Number(/Step (\d+)/.exec(hit)[1]);
  for (let chapter = 0; Number(await now(page)) < step && chapter < 9; chapter += 1) {
    await page.locator(".tl-s").focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  }
  await stands(page, step);
  await page.locator(".toast").filter({ hasText: "Breakpoint 1: 1 or more ready in orders.wait" }).waitFor();
  await tab(page, "Log").click();
  const row = page.getByRole("row").filter({ hasText: "Published" }).first();
  await row.hover();
  await row.getByRole("button", { name: "Run to here, or stop here" }).click();
  await page.getByRole("button", { name: "Go back to here" }).click();
  await page.waitForFunction((step) => Number(document.querySelector(".tl-s").getAttribute("aria-valuenow")) < step, step);
});

test("what may happen next is told, and taken in a branch", async (t) => {
  const page = await begin(t, STILL, "/?scenario=work-round-robin");
  await tab(page, "What next").click();
  await page.locator(".tl-s").focus();
  const fork = button(page, "Take it in a branch").first();
  for (let at = 0; at < 20 && !(await fork.isVisible()); at += 1) await page.keyboard.press("ArrowUp");
  const told = await page.locator(".run.next").nth(1).locator(".run-told").textContent();
  assert.ok(told.length > 10, told);
  assert.deepEqual(await accessibilityProblems(page), []);
  await fork.click();
  await page.getByRole("combobox", { name: "Branch" }).waitFor();
  await page.locator(".fork-c").filter({ hasText: "main" }).waitFor();
});

test("charts share the timeline's axis and say their values", async (t) => {
  const page = await begin(t);
  await page.locator(".tl-s").focus();
  await page.keyboard.press("g");
  const chart = page.getByRole("img", { name: /^orders\.wait : / });
  await chart.first().waitFor();
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("ArrowUp");
  await stands(page, 7);
  await page.getByRole("img", { name: /orders\.wait .*at step 7/ }).first().waitFor();
  const [above, below] = await page.evaluate(() => {
    const middle = (element) => {
      const box = element.getBoundingClientRect();
      return box.x + box.width / 2;
    };
    return [middle(document.querySelector(".tick.now rect")), middle(document.querySelector(".chart .ph-line"))];
  });
  assert.ok(Math.abs(above - below) < 1, `the playhead is at ${above} and at ${below}`);
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("under a finger: charts, branches and breakpoints are in the menu", async (t) => {
  const page = await begin(t, NARROW);
  for (const name of ["Charts", "Branches", "Breakpoints", "What next"]) {
    await button(page, "Menu").tap();
    await page.locator(".t-sheet").getByRole("button", { name, exact: true }).tap();
    await page.getByRole("tabpanel", { name }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${name} is ${wide} wide`);
    await button(page, "Close").tap();
  }
});

test("the lesson's task stays on a branch of one's own, and leads back", async (t) => {
  for (const settings of [STILL, NARROW]) {
    const page = await begin(t, settings);
    await page.locator(".tl-s").focus();
    await page.keyboard.press("End");
    const words = await page.locator(".nar-try").textContent();
    const task = words.replace("Try this", "").trim();
    // Whatever was to come is another run without its consumer.
    await page.getByRole("application", { name: "Canvas" }).getByRole("group", { name: "Consumer billing" }).click();
    await page.keyboard.press("Delete");
    const card = page.locator("details.nar-task");
    await card.waitFor();
    assert.equal(await card.locator("summary").textContent(), "Try this");
    assert.equal(await card.locator("p").textContent(), task);
    assert.deepEqual(await accessibilityProblems(page), []);
    await card.locator("summary").click();
    await card.locator("p").waitFor({ state: "hidden" });
    await button(page, "Back to the lesson").click();
    await page.locator(".nar-try").waitFor();
    assert.equal(await page.locator(".nar-try").textContent(), words);
  }
});

test("a deleted branch comes back from its toast, and from the keyboard", async (t) => {
  const page = await begin(t);
  await crash(page, 13);
  await tab(page, "Branches").click();
  for (const undo of [() => page.locator(".toast").getByRole("button", { name: "Undo" }).click(), () => page.keyboard.press("Control+z")]) {
    await button(page, "Delete branch 1").click();
    await page.getByText("There is one run so far.").waitFor();
    await undo();
    await page.getByRole("textbox", { name: "Name of branch 1" }).waitFor();
    await stands(page, 14);
  }
});

test("the comparison's numbers stand clear of its playhead, and what is beyond the edge is told", async (t) => {
  const page = await begin(t);
  await crash(page, 13);
  await tab(page, "Branches").click();
  await button(page, "Compare with main").click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.locator(".cmp-tl .ph .ph-h").waitFor();
  const boxes = (selector) =>
    dialog.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })));
  const numbers = await boxes(".cmp-tl .axis");
  assert.ok(numbers.length > 1);
  assert.equal(new Set(numbers.map(({ top }) => top)).size, 1, "one row of numbers for both rows of tiles");
  const [flag] = await boxes(".cmp-tl .ph .ph-h");
  assert.deepEqual(numbers.filter(({ left, right }) => left < flag.right && right > flag.left), [], "none stands under the flag");
  assert.equal(await dialog.locator(".tl-thumb").count(), 0, "all of it is in sight");
  await page.setViewportSize({ width: 800, height: 900 });
  await dialog.locator(".tl-thumb").waitFor();
});

test("without anything chosen the arrows step on the canvas, too", async (t) => {
  const page = await begin(t);
  await page.getByRole("application", { name: "Canvas" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await stands(page, 1);
  await page.keyboard.press("ArrowDown");
  await page.locator(".camera .node.is-selected[data-node]").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(".");
  await stands(page, 2);
});

test("a message has a breakpoint of its own in its panel", async (t) => {
  const page = await begin(t);
  await page.locator(".tl-s").focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("ArrowUp");
  await stands(page, 7);
  await page.getByRole("tab", { name: /^Message/ }).click();
  const stop = button(page, "Stop whenever something happens to it");
  await stop.click();
  await said(page, "Breakpoint set: message m");
  assert.equal(await stop.getAttribute("aria-pressed"), "true");
  await stop.click();
  await said(page, "Breakpoint deleted: message m");
});

test("in a wide window charts stand under the timeline, whatever tab is open", async (t) => {
  const page = await begin(t, { ...STILL, viewport: { width: 2560, height: 1440 } });
  await tab(page, "Log").waitFor();
  await page.locator(".wide-charts .chart").first().waitFor();
  const [above, below] = await page.evaluate(() =>
    [".tick.now rect", ".wide-charts .ph-line"].map((place) => {
      const box = document.querySelector(place).getBoundingClientRect();
      return box.x + box.width / 2;
    }),
  );
  assert.ok(Math.abs(above - below) < 1, `the playhead is at ${above} and at ${below}`);
  assert.deepEqual(await accessibilityProblems(page), []);
  await tab(page, "Charts").click();
  await page.locator(".wide-charts").waitFor({ state: "detached" });
});
