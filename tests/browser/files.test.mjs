// Files: the name tells unsaved changes, the browser's own files are written to again, what a tab had is offered after a
// reload, two tabs are told apart, storage that fails is said once, an embed stores nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { canvas } from "./studio.mjs";

const { visit, origin } = harness();

const SMALL = JSON.stringify({
  format: "warren",
  version: 1,
  title: { en: "Small", zh: "小图" },
  topology: { queues: [{ name: "q1" }, { name: "q2" }] },
  positions: { "queue:q1": [200, 100], "queue:q2": [200, 240] },
});

const title = (page) => page.getByRole("heading", { level: 1 });
const unsaved = (page) => page.getByText("Unsaved changes", { exact: true });

/** One more queue, placed by its letter. */
async function change(page) {
  const before = await canvas(page).getByRole("group", { name: /^Queue / }).count();
  await canvas(page).focus();
  await page.keyboard.press("q");
  await page.waitForFunction(
    (count) => document.querySelectorAll('[role="application"] .k-queue.node').length > count,
    before,
  );
  await unsaved(page).waitFor({ state: "attached" });
}

async function open(page) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file", exact: true }).click();
  await (await chooser).setFiles({ name: "small.json", mimeType: "application/json", buffer: Buffer.from(SMALL) });
  await canvas(page).getByRole("group", { name: "Queue q1", exact: true }).waitFor();
}

/** Until what was changed lies on the shelf. */
const kept = (page) =>
  page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("warren.draft.")));

/** Files of the person's, in the page: whatever is chosen is `chosen.json`, and what is written is kept to look at. */
function stubPickers() {
  globalThis.written = [];
  globalThis.asked = 0;
  const handle = {
    name: "chosen.json",
    getFile: async () => new File([globalThis.text ?? ""], "chosen.json"),
    createWritable: async () => ({
      write: async (text) => void globalThis.written.push(text),
      close: async () => {},
    }),
  };
  globalThis.showSaveFilePicker = async () => {
    globalThis.asked += 1;
    if (globalThis.cancels) throw new DOMException("The user aborted a request.", "AbortError");
    return handle;
  };
  globalThis.showOpenFilePicker = async () => [handle];
}

test("the name tells unsaved changes, and a download saves them", async (t) => {
  const page = await visit(t, "/");
  await open(page);
  assert.equal(await unsaved(page).count(), 0);
  await change(page);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const file = await download;
  assert.equal(file.suggestedFilename(), "small.json");
  const saved = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(saved.topology.queues.length, 3);
  await unsaved(page).waitFor({ state: "detached" });
});

test("a file that was chosen is written to again without asking", async (t) => {
  const page = await visit(t, "/?new", { init: stubPickers });
  await canvas(page).waitFor();
  await change(page);
  await page.evaluate(() => (globalThis.cancels = true));
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => globalThis.asked === 1);
  assert.equal(await unsaved(page).count(), 1, "the person thought better of it");
  await page.evaluate(() => (globalThis.cancels = false));
  await page.keyboard.press("Control+s");
  await unsaved(page).waitFor({ state: "detached" });
  await change(page);
  await page.keyboard.press("Control+s");
  await unsaved(page).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => globalThis.asked), 2, "the second time nobody is asked");
  const written = await page.evaluate(() => globalThis.written.map((text) => JSON.parse(text).topology.queues.length));
  assert.deepEqual(written, [1, 2]);
  await page.keyboard.press("Control+Shift+S");
  await page.waitForFunction(() => globalThis.asked === 3);
});

test("a file that was opened by the browser's chooser is written to again", async (t) => {
  const page = await visit(t, "/", { init: stubPickers });
  await canvas(page).waitFor();
  await page.evaluate((text) => (globalThis.text = text), SMALL);
  await page.getByRole("button", { name: "Open a file", exact: true }).click();
  await canvas(page).getByRole("group", { name: "Queue q1", exact: true }).waitFor();
  await change(page);
  await page.keyboard.press("Control+s");
  await unsaved(page).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => globalThis.asked), 0);
});

test("what is left is asked about, and stays among the recent drawings", async (t) => {
  const page = await visit(t, "/");
  await open(page);
  await change(page);
  await page.getByRole("button", { name: "New drawing", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /Save your changes to Small/ });
  await dialog.waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Stay" }).click();
  assert.equal(await title(page).innerText(), "Small");
  await page.keyboard.press("Alt+n");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.notEqual(await title(page).innerText(), "Small");
  await page.getByRole("button", { name: "Drawing", exact: true }).click();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("group", { name: "Drawing", exact: true }).getByRole("button", { name: /^Small/ }).click();
  await canvas(page).getByRole("group", { name: "Queue q1", exact: true }).waitFor();
  assert.equal(await canvas(page).getByRole("group", { name: /^Queue / }).count(), 3);
  await unsaved(page).waitFor({ state: "attached" });
});

test("an empty canvas leads back to what was drawn last", async (t) => {
  const page = await visit(t, "/");
  await open(page);
  await change(page);
  await page.getByRole("button", { name: "New drawing", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: /^Go on with Small/ }).click();
  await canvas(page).getByRole("group", { name: "Queue q1", exact: true }).waitFor();
  assert.equal(await canvas(page).getByRole("group", { name: /^Queue / }).count(), 3);
});

test("leaving the page is warned of while there is something to lose", async (t) => {
  const page = await visit(t, "/");
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await open(page);
  await page.goto(`${origin()}/?scenario=topics`);
  await canvas(page).waitFor();
  assert.deepEqual(asked, []);
  await change(page);
  await page.reload();
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(asked, ["beforeunload"]);
});

test("what was changed before a reload is shown, and restored", async (t) => {
  const page = await visit(t, "/");
  await open(page);
  await change(page);
  await kept(page);
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "Restore your unsaved changes?" });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /1 change since the last save/);
  assert.match(await dialog.innerText(), /Added: queue/);
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await canvas(page).getByRole("group", { name: /^Queue / }).count(), 3);
  await unsaved(page).waitFor({ state: "attached" });
  await page.keyboard.press("Control+z");
  await unsaved(page).waitFor({ state: "detached" });
  assert.equal(await canvas(page).getByRole("group", { name: /^Queue / }).count(), 2);
});

test("a file that was only open is open again after a reload", async (t) => {
  const page = await visit(t, "/");
  await open(page);
  await kept(page);
  await page.reload();
  await canvas(page).getByRole("group", { name: "Queue q1", exact: true }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await unsaved(page).count(), 0);
});

test("a tab that ended leaves its changes to the next one, and a living one keeps its own", async (t) => {
  const page = await visit(t, "/?scenario=topics");
  await canvas(page).waitFor();
  await change(page);
  await kept(page);
  const second = await page.context().newPage();
  await second.goto(`${origin()}/?scenario=topics`);
  await canvas(second).waitFor();
  await change(second);
  await second.getByText("This drawing is being changed in another tab, too.").first().waitFor();
  assert.equal(await second.getByRole("dialog").count(), 0, "the first tab is still there");
  await page.close();
  const third = await page.context().newPage();
  await third.goto(`${origin()}/?scenario=headers`);
  const dialog = third.getByRole("dialog", { name: "Restore your unsaved changes?" });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Keep the saved one" }).click();
  await dialog.waitFor({ state: "detached" });
  await third.getByRole("button", { name: "Drawing", exact: true }).click();
  await third.getByRole("group", { name: "Drawing", exact: true }).getByRole("button", { name: /topic/i }).waitFor();
});

for (const [name, error, words] of [
  ["is full", "QuotaExceededError", /storage is full/],
  ["is forbidden", "SecurityError", /may store nothing/],
]) {
  test(`storage that ${name} is said once, and nothing is lost`, async (t) => {
    const init = `Storage.prototype.setItem = () => { throw new DOMException("no", "${error}"); }`;
    const page = await visit(t, "/?scenario=topics", { init });
    await canvas(page).waitFor();
    await change(page);
    await page.locator(".toast").getByText(words).waitFor();
    const download = page.waitForEvent("download");
    await page.keyboard.press("Control+s");
    await download;
    await unsaved(page).waitFor({ state: "detached" });
  });
}

test("exports are written from their menu, and tell what is not in them", async (t) => {
  const page = await visit(t, "/?scenario=retry-with-delay");
  await canvas(page).waitFor();
  for (const [row, name, begins] of [
    [/^definitions\.json/, "retry-with-delay-definitions.json", "{"],
    [/^rabbitmqadmin/, "retry-with-delay-rabbitmqadmin.sh", "#!/bin/sh"],
    [/^cURL/, "retry-with-delay-curl.sh", "#!/bin/sh"],
    [/sequence diagram$/, "retry-with-delay-sequence.mmd", "sequenceDiagram"],
    [/flowchart$/, "retry-with-delay-flowchart.mmd", "flowchart LR"],
    [/light$/, "retry-with-delay.svg", "<svg "],
    [/dark$/, "retry-with-delay-dark.svg", "<svg "],
  ]) {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const menu = page.getByRole("group", { name: "Export", exact: true });
    const problems = await accessibilityProblems(page);
    assert.deepEqual(problems.filter((problem) => problem.includes("drop")), []);
    const download = page.waitForEvent("download");
    await menu.getByRole("button", { name: row }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), name);
    assert.ok(readFileSync(await file.path(), "utf8").startsWith(begins), name);
    await menu.waitFor({ state: "hidden" });
  }
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("button", { name: /^cURL/ }).click();
  await page.getByText(/Not in it: 2 producers, consumers and services/).first().waitFor();
});

test("the exports are at hand in a narrow window, too", async (t) => {
  const page = await visit(t, "/?scenario=topics", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await canvas(page).waitFor();
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /light$/ }).click();
  assert.equal((await download).suggestedFilename(), "topics.svg");
});

test("an embed stores nothing", async (t) => {
  const page = await visit(t, "/embed.html?scenario=topics");
  await page.getByRole("button", { name: "Step", exact: true }).click();
  const language = page.getByRole("button", { name: "中文" });
  if ((await language.count()) > 0) await language.click();
  await page.reload();
  await page.getByRole("button", { name: /^(Step|单步|下一步)$/ }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []]);
});
