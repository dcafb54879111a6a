// What a person does with a run, clause by clause: going through time, asking why, looking at a message, a node and the
// log, doing things by hand; and the same with a finger on a narrow window.

import assert from "node:assert/strict";
import { test } from "node:test";
import { harness } from "./harness.mjs";
import { button, canvas, NARROW, node, STILL } from "./studio.mjs";

const { visit } = harness();

const slider = (page) => page.getByRole("slider", { name: "Timeline" });
const stepOf = async (page) => Number(await slider(page).getAttribute("aria-valuenow"));

async function open(t, address, settings = STILL) {
  const page = await visit(t, address, settings);
  await page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
  return page;
}

async function at(page, step) {
  await page.locator(`[role=slider][aria-valuenow="${step}"]`).waitFor();
}

/** Steps forward so many times. */
async function steps(page, count) {
  const from = await stepOf(page);
  for (let done = 1; done <= count; done += 1) {
    await button(page, "Step").click();
    await at(page, from + done);
  }
}

const inspector = async (page, tab) => {
  await page.getByRole("tab", { name: tab }).click();
  return page.getByRole("complementary", { name: "Inspector" }).getByRole("tabpanel");
};

test("time: the scrubber by keys and by its tiles, the clock, the speed", async (t) => {
  const page = await open(t, "/?scenario=retry-with-delay");
  const clock = page.getByRole("toolbar", { name: "Playback" }).getByText(/^\d\d:\d\d\.\d{3}$/);
  assert.equal(await clock.innerText(), "00:00.000");
  await slider(page).focus();
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await page.keyboard.press("End");
  await at(page, Number(await slider(page).getAttribute("aria-valuemax")));
  assert.notEqual(await clock.innerText(), "00:00.000");
  await page.keyboard.press("Home");
  await at(page, 0);
  const bar = await slider(page).boundingBox();
  await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await page.waitForFunction(() => Number(document.querySelector("[role=slider]").ariaValueNow) > 3);
  const speed = page.getByRole("combobox", { name: "Speed" });
  await speed.selectOption({ label: "4×" });
  assert.equal(await speed.locator("option:checked").innerText(), "4×");
});

test("why: word by word, header by header, and what became of a message", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await steps(page, 6);
  let why = await inspector(page, "Why");
  await why.getByText("No match. Word 2 is key4.").waitFor();
  await why.getByText(/Matched\. # takes zero or more words/).waitFor();
  const seen = async (scenario, pattern) => {
    const page = await open(t, `/?scenario=${scenario}`);
    const why = await inspector(page, "Why");
    const last = Number(await slider(page).getAttribute("aria-valuemax"));
    for (let step = 1; step <= last; step += 1) {
      await button(page, "Step").click();
      await at(page, step);
      if (pattern.test(await why.innerText())) return;
    }
    assert.fail(`${scenario} never says ${pattern}`);
  };
  await seen("headers", /No match\.[\s\S]*is missing/);
  await seen("routing-direct", /312 NO_ROUTE/);
  await seen("dlx-three-reasons", /dead-lettered/);
  await seen("work-fair", /at its prefetch of 1/);
});

test("message: properties, x-death as a table, a biography to the end", async (t) => {
  const page = await open(t, "/?scenario=retry-with-delay");
  await steps(page, 16);
  const panel = await inspector(page, /Message/);
  await panel.getByText("delivery_mode").waitFor();
  const table = panel.getByRole("table");
  assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), ["queue", "reason", "count", "exchange", "time"]);
  assert.equal(await table.getByRole("row").count(), 3);
  await panel.getByText(/^Published by checkout/).waitFor();
});

test("node: its settings and what it holds now", async (t) => {
  const page = await open(t, "/?scenario=ttl-queue-vs-message");
  await steps(page, 2);
  // Beside its messages, which can be clicked on their own.
  await node(page, "Queue flash").click({ position: { x: 12, y: 8 } });
  const panel = await inspector(page, /Node/);
  await panel.getByText("Message TTL").waitFor();
  await panel.getByText("m2", { exact: true }).first().waitFor();
});

test("log: all events, filtered, and a click goes there", async (t) => {
  const page = await open(t, "/?scenario=topics");
  const log = page.getByRole("table", { name: "Log" });
  await button(page, "End").click();
  await page.getByRole("searchbox").fill("q4");
  await page.waitForFunction(() => document.querySelectorAll(".log-row").length < 12);
  const rows = log.getByRole("row").filter({ hasText: "q4" });
  assert.ok((await rows.count()) >= 2);
  await rows.first().getByRole("button").first().click();
  await at(page, 1);
});

test("a message that is clicked lights its whole path", async (t) => {
  const page = await open(t, "/?scenario=topics");
  await steps(page, 2);
  assert.equal(await page.locator(".selglow").count(), 0);
  await canvas(page).locator("[aria-label^='m1'], .tok").first().click();
  await page.locator(".selglow").nth(1).waitFor();
});

test("tokens glide while playing, and do not where motion is reduced", async (t) => {
  const moves = async (settings) => {
    const page = await open(t, "/?scenario=topics", settings);
    const predict = page.getByRole("switch", { name: "Predict first" });
    if ((await predict.getAttribute("aria-checked")) === "true") await predict.click();
    await page.evaluate(() => {
      globalThis.places = new Set();
      const look = () => {
        for (const token of document.querySelectorAll("[data-motion] > *")) globalThis.places.add(token.getAttribute("transform") ?? token.style.transform);
        requestAnimationFrame(look);
      };
      look();
    });
    await button(page, "Step").click();
    await at(page, 1);
    await page.waitForFunction(() => document.querySelectorAll("[data-motion] > *").length === 0);
    return page.evaluate(() => globalThis.places.size);
  };
  assert.ok((await moves({})) > 5, "a token glides");
  assert.equal(await moves(STILL), 0);
});

test("by hand: send, crash, restart, cut, ack and nack", async (t) => {
  const page = await open(t, "/?scenario=work-fair");
  const last = async () => Number(await slider(page).getAttribute("aria-valuemax"));
  await node(page, "Producer office").click();
  const buttons = await page.locator(".node-actions").boundingBox();
  const canvas = await page.getByRole("application", { name: "Canvas" }).boundingBox();
  assert.ok(buttons.x >= canvas.x, `the buttons begin at ${buttons.x} px`);
  const before = await last();
  await button(page, "Send now").first().click();
  await page.waitForFunction((count) => Number(document.querySelector("[role=slider]").ariaValueMax) >= count, before);
  for (const [name, after] of [["Ack", null], ["Nack, requeue", null], ["Crash", "Restart slow"], ["Cut the connection", null]]) {
    const page = await open(t, "/?scenario=work-fair");
    await steps(page, 10);
    await node(page, "Consumer slow").click();
    const step = await stepOf(page);
    // What breaks something is in the menu.
    const inMenu = ["Crash", "Cut the connection"].includes(name);
    await page.locator(".node-actions").getByRole("button", { name: inMenu ? "More" : name, exact: true }).click();
    if (inMenu) await page.getByRole("menuitem", { name }).click();
    await at(page, step + 1);
    if (after) {
      await page.locator(".node-actions").getByRole("button", { name: after, exact: true }).click();
      await at(page, step + 2);
    }
  }
});

test("a finger on a narrow window plays, answers, and opens and closes a sheet", async (t) => {
  const page = await open(t, "/?scenario=topics", { ...NARROW, reducedMotion: "reduce" });
  const sheet = page.locator("aside.inspector");
  for (let step = 1; step <= 6; step += 1) {
    await button(page, "Step").tap();
    await at(page, step);
    assert.ok(await sheet.evaluate((sheet) => sheet.classList.contains("is-closed")), `step ${step}: the sheet stays closed`);
  }
  const readable = await node(page, "Queue q4").boundingBox();
  assert.ok(readable.width > 90, `a queue is ${readable.width} px wide`);
  await button(page, "Why?").tap();
  await page.getByText("No match. Word 2 is key4.").waitFor();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await button(page, "Menu").tap();
  await button(page, "Log").tap();
  await page.getByRole("table", { name: "Log" }).getByRole("row").nth(3).waitFor();
  // What stands in a sentence is as high as its line.
  const targets = page.locator(".transport button, .narration button").filter({ visible: true });
  const small = await targets.evaluateAll((all) =>
    all
      .filter((one) => !one.closest(".nar-text") && one.getBoundingClientRect().height < 43)
      .map((one) => one.ariaLabel ?? one.innerText),
  );
  assert.deepEqual(small, [], "targets are 44 px high");
});

test("a node that is tapped on a narrow window offers what can be done to it, and its details", async (t) => {
  const page = await open(t, "/?scenario=simple-queue", { ...STILL, ...NARROW });
  await steps(page, 1);
  await node(page, "Producer shop").tap();
  await page.locator(".node-actions").getByRole("button", { name: "More" }).tap();
  await page.getByRole("menuitem", { name: "Crash" }).tap();
  await page.getByText("what it held in memory is lost").first().waitFor();
  await page.locator(".node-actions").getByRole("button", { name: "Details" }).tap();
  await page.getByRole("tabpanel", { name: "Node" }).getByText("shop").first().waitFor();
});

for (const [width, height] of [[390, 844], [768, 1024], [1440, 900], [1920, 1080]]) {
  test(`nothing is cut off at ${width} by ${height}`, async (t) => {
    const page = await open(t, "/?scenario=retry-with-delay", { ...STILL, viewport: { width, height } });
    await steps(page, 8);
    const page_width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(page_width <= width, `the page is ${page_width} px wide`);
    const text = await page.locator(".nar-body").boundingBox();
    assert.ok(text.width > 200, `the narration has ${text.width} px`);
    assert.ok(text.height >= 18 && text.height < height / 2, `the narration is ${text.height} px high`);
  });
}

const page = "/embed.html?scenario=topics";

test("in a page of others F6 leads through the player and out of it", async (t) => {
  const frame = await open(t, page);
  await canvas(frame).focus();
  const press = (key, held) =>
    frame.evaluate(
      ([key, held]) =>
        !document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }),
        ),
      [key, held],
    );
  const taken = [];
  while (taken.length < 9 && (await press("F6"))) {
    taken.push(await frame.evaluate(() => document.activeElement.closest("[class^=we-], .stage-box")?.classList[0]));
  }
  assert.ok(taken.length > 0 && taken.length < 4, `${taken}`);
  assert.equal(await canvas(frame).evaluate((canvas) => canvas.contains(document.activeElement)), false);
  await canvas(frame).focus();
  // These do something there, and the others are the page's.
  assert.equal(await press("ArrowDown"), true);
  assert.equal(await press("Escape"), true);
  assert.equal(await press("0"), true);
  assert.equal(await press("Escape"), false);
  for (const [key, held] of [
    ["ArrowLeft", { altKey: true }],
    ["ArrowRight", { ctrlKey: true }],
    ["F10", { shiftKey: true }],
    ["Enter", {}],
    ["m", {}],
    ["g", {}],
    ["k", {}],
    ["o", {}],
  ]) {
    assert.equal(await press(key, held), false, `${key} is the page's`);
  }
});
