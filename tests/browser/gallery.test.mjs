// The gallery as its readers use it: every scenario is opened, stepped through to its end and back to the first
// picture; one of them inside another page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, harness } from "./harness.mjs";

const GUIDE = `<!doctype html>
<title>A guide to topics</title>
<link rel="icon" href="/static/icon.svg">
<h1>A guide to topics</h1>
<iframe title="Warren" src="/embed.html?scenario=topics" width="900" height="520"></iframe>`;

const { visit } = harness({ "/guide.html": GUIDE });

const manifest = JSON.parse(readFileSync(join(DIST, "static", "gallery", "manifest.json"), "utf8"));

/** The slider of the timeline: where the run stands, and how long it is. */
async function timeline(root) {
  const slider = root.getByRole("slider", { name: "Timeline" });
  const number = async (name) => Number(await slider.getAttribute(name));
  return { step: await number("aria-valuenow"), steps: await number("aria-valuemax") };
}

async function waitForStep(root, step) {
  await root.locator(`[role=slider][aria-valuenow="${step}"]`).waitFor();
}

/** Opens the run: its end is known, and it stands at its start. */
async function opened(root) {
  await root.getByRole("slider", { name: "Timeline" }).waitFor();
  await root.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
  await waitForStep(root, 0);
  return timeline(root);
}

/** What the canvas shows, in words: the names and descriptions of its nodes. */
async function picture(root) {
  const canvas = root.getByRole("application", { name: "Canvas" });
  return canvas.getByRole("group").evaluateAll((nodes) =>
    nodes.map((node) => `${node.getAttribute("aria-label")}: ${node.textContent}`).sort(),
  );
}

async function thereAndBack(root) {
  const { steps } = await opened(root);
  assert.ok(steps >= 8, `only ${steps} steps`);
  const first = await picture(root);
  assert.ok(first.length >= 3, `only ${first.length} nodes`);
  const seen = new Set();
  for (let step = 1; step <= steps; step += 1) {
    await root.getByRole("button", { name: "Step", exact: true }).click();
    await waitForStep(root, step);
    seen.add(JSON.stringify(await picture(root)));
  }
  assert.ok(seen.size > steps / 3, "a run changes the picture");
  const last = await picture(root);
  for (let step = steps - 1; step >= 0; step -= 1) {
    await root.getByRole("button", { name: "Step back" }).click();
    await waitForStep(root, step);
  }
  assert.deepEqual(await picture(root), first, "going back is exact");
  await root.getByRole("button", { name: "End", exact: true }).click();
  await waitForStep(root, steps);
  assert.deepEqual(await picture(root), last, "every way to the end leads to the same picture");
  await root.getByRole("button", { name: "Restart", exact: true }).click();
  await waitForStep(root, 0);
}

for (const { id } of manifest.scenarios) {
  test(`${id}: to the end and back`, async (t) => {
    await thereAndBack(await visit(t, `/?scenario=${id}`, { reducedMotion: "reduce" }));
  });
}

test("a scenario runs inside another page under a strict policy", async (t) => {
  const page = await visit(t, "/guide.html", { reducedMotion: "reduce" });
  await thereAndBack(page.frameLocator("iframe[title=Warren]"));
});

test("the gallery shows every scenario and opens one", async (t) => {
  const page = await visit(t, "/?gallery");
  for (const { title } of manifest.scenarios) await page.getByText(title.en, { exact: true }).first().waitFor();
  await page.getByRole("link", { name: /Topics/ }).first().click();
  await opened(page);
  assert.match(page.url(), /scenario=topics/);
});

/** Lets playing go on without asking what the reader expects. */
async function askNothing(page) {
  const predict = page.getByRole("switch", { name: "Predict first" });
  if ((await predict.getAttribute("aria-checked")) === "true") await predict.click();
}

test("keys play the run", async (t) => {
  const page = await visit(t, "/?scenario=topics", { reducedMotion: "reduce" });
  const { steps } = await opened(page);
  await askNothing(page);
  for (const [key, step] of [[".", 1], ["ArrowRight", 2], [",", 1], ["ArrowLeft", 0], ["End", steps], ["Home", 0]]) {
    await page.keyboard.press(key);
    await waitForStep(page, step);
  }
  await page.getByRole("application", { name: "Canvas" }).focus();
  await page.keyboard.press("Space");
  await waitForStep(page, 1);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
});

test("a new drawing is begun from the front page, wide and narrow", async (t) => {
  for (const settings of [{}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }]) {
    const page = await visit(t, "/?gallery", settings);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} too wide`);
    await page.getByRole("button", { name: "New drawing", exact: true }).click();
    await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  }
});

test("playing goes on to the end by itself", async (t) => {
  const page = await visit(t, "/?scenario=topics", { reducedMotion: "reduce" });
  const { steps } = await opened(page);
  await askNothing(page);
  for (let at = 0; at < 40 && (await timeline(page)).step < steps; at += 1) {
    if (await page.getByRole("button", { name: "Play", exact: true }).isVisible()) {
      await page.getByRole("button", { name: "Play", exact: true }).click();
    }
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  }
  assert.equal((await timeline(page)).step, steps);
});

for (const [lang, title] of [["en", "Topics: four wishes, one key"], ["zh", "主题交换机：一个键，四种心愿"]]) {
  for (const theme of ["light", "dark"]) {
    test(`the address chooses language and theme: ${lang}, ${theme}`, async (t) => {
      const page = await visit(t, `/?scenario=topics&lang=${lang}&theme=${theme}`);
      await page.getByText(title, { exact: true }).first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), lang);
      const dark = await page.evaluate(() => {
        const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
        return red < 128;
      });
      assert.equal(dark, theme === "dark");
    });
  }
}
