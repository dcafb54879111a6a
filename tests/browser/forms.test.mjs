// Forms: settings of nodes by keyboard, checked as they are typed; the editor of bindings at its pill; programs as
// text; the list of problems; all of it under a finger, too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { button, canvas, NARROW, node, said, STILL } from "./studio.mjs";

const { visit } = harness();

const pane = (page) => page.getByRole("tabpanel", { name: "Node" });
const field = (page, name) => page.getByLabel(name, { exact: true });

async function open(t, scenario, settings = STILL) {
  const page = await visit(t, `/?scenario=${scenario}`, settings);
  await canvas(page).locator("[data-node]").first().waitFor();
  return page;
}

async function settings(page, name) {
  await node(page, name).locator(".body").click({ force: true });
  await pane(page).getByRole("button", { name: "Settings", exact: true }).click();
}

/** The text of an actor's program. */
async function program(page, actor) {
  await canvas(page).locator(`[data-node="${actor}"] .body`).click({ force: true });
  await pane(page).getByRole("button", { name: "Program", exact: true }).click();
  return page.getByRole("textbox", { name: "Program", exact: true });
}

test("a setting is typed, refused by the broker, corrected and undone, by keyboard", async (t) => {
  const page = await open(t, "retry-with-delay");
  await settings(page, "Queue orders.work");
  const ttl = field(page, "Message TTL");
  await ttl.focus();
  await page.keyboard.type("-5");
  const wrong = pane(page).locator(".wrong");
  await wrong.waitFor();
  assert.match(
    await wrong.textContent(),
    /^406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'orders\.work' in vhost '\/'/,
  );
  const described = await ttl.getAttribute("aria-describedby");
  assert.equal(described, await wrong.getAttribute("id"));
  assert.equal(await ttl.getAttribute("aria-description"), "x-message-ttl");
  await page.keyboard.press("Escape");
  await wrong.waitFor({ state: "detached" });
  assert.equal(await ttl.inputValue(), "");
  await page.keyboard.type("5000");
  await page.keyboard.press("Enter");
  await said(page, "Message TTL of orders.work: 5000");
  await node(page, "Queue orders.work").getByText("TTL 5 s").waitFor();
  await button(page, "Undo").click();
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.equal(await ttl.inputValue(), "");
  const durable = page.getByRole("switch", { name: "Durable", exact: true });
  await durable.focus();
  await page.keyboard.press("Space");
  await said(page, "Durable of orders.work: no");
  assert.equal(await durable.getAttribute("aria-checked"), "false");
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("a binding is edited at its pill, tried on the run at each letter", async (t) => {
  const page = await open(t, "topics");
  await page.keyboard.press("End");
  await button(page, "Edit the binding key1.#").click();
  const editor = page.getByRole("dialog", { name: "Binding from topics to q2" });
  const key = editor.getByLabel("Routing key", { exact: true });
  await page.waitForFunction(() => document.activeElement.value === "key1.#");
  assert.equal(await editor.getByText(/of \d+ kinds match$/).textContent(), "6 of 8 kinds match");
  await key.fill("key3.*");
  await editor.getByText("1 of 8 kinds match").waitFor();
  await editor.getByText("No match. Word 1 is key1.").first().waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await editor.getByRole("button", { name: "Done", exact: true }).click();
  await said(page, "Routing key of topics → q2: key3.*");
  await button(page, "Edit the binding key3.*").waitFor();
  await editor.waitFor({ state: "detached" });
  await button(page, "Undo").click();
  await button(page, "Edit the binding key1.#").click();
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  assert.equal(await canvas(page).evaluate((canvas) => canvas === document.activeElement), true);
});

test("what is typed into a binding that opens replaces its key", async (t) => {
  const page = await open(t, "topics");
  await button(page, "Edit the binding key1.#").click();
  const editor = page.getByRole("dialog", { name: "Binding from topics to q2" });
  await page.waitForFunction(() => document.activeElement.value === "key1.#");
  await page.keyboard.type("#order.*");
  assert.equal(await editor.getByLabel("Routing key", { exact: true }).inputValue(), "#order.*");
  await editor.getByText("#order matches these letters and nothing else").waitFor();
  await page.keyboard.press("Enter");
  await said(page, "Routing key of topics → q2: #order.*");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Problems" }).click();
  await page.getByRole("button", { name: "has no wildcard in #order" }).click();
  await said(page, "Binding from topics to q2");
});

test("an edge is chosen and its binding edited by keyboard alone", async (t) => {
  const page = await open(t, "topics");
  await canvas(page).focus();
  const edges = ["Publishing from sender to topics", "Binding from topics to q1", "Binding from topics to q2"];
  for (const edge of edges) {
    await page.keyboard.press("e");
    await said(page, edge);
  }
  const beside = page.locator("clipPath path");
  const covers = await beside.evaluate((path) => {
    const [, x, y, width, height] = path.getAttribute("d").match(/z?M(-?\d+) (-?\d+)h(\d+)v(\d+)/).map(Number);
    const is = (x, y) => path.isPointInFill(new DOMPoint(x, y));
    return [is(x + width / 2, y + height / 2), is(x - 9, y)];
  });
  assert.deepEqual(covers, [false, true], "its line does not run over the words of its pill");
  await page.keyboard.press("Enter");
  const editor = page.getByRole("dialog", { name: "Binding from topics to q2" });
  await editor.waitFor();
  await page.waitForFunction(() => document.activeElement.value === "key1.#");
  await page.keyboard.press("End");
  await page.keyboard.type(".x");
  await page.keyboard.press("Enter");
  await said(page, "Routing key of topics → q2: key1.#.x");
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  assert.equal(await canvas(page).evaluate((canvas) => canvas === document.activeElement), true);
});

test("headers are a table of names, types and values", async (t) => {
  const page = await open(t, "headers");
  await page.keyboard.press("End");
  await settings(page, "Queue queue1");
  await pane(page).getByRole("button", { name: "people", exact: true }).click();
  const editor = page.getByRole("dialog", { name: "Binding from people to queue1" });
  await editor.getByText("2 of 8 kinds match").waitFor();
  await editor.getByLabel("Match", { exact: true }).selectOption("any");
  await said(page, "Match of people → queue1: any");
  assert.notEqual(await editor.getByText(/of \d+ kinds match$/).textContent(), "2 of 8 kinds match");
  await editor.getByRole("button", { name: "Add an argument", exact: true }).click();
  await editor.getByLabel("Type of header-1", { exact: true }).selectOption("integer");
  const value = editor.getByLabel("Value of header-1", { exact: true });
  await value.fill("many");
  await editor.locator(".wrong").waitFor();
  await value.fill("3");
  await editor.locator(".wrong").waitFor({ state: "detached" });
  await value.press("Enter");
  await said(page, "3");
  await editor.getByLabel("Name of header-1", { exact: true }).fill("a-first");
  await page.keyboard.press("Tab");
  await said(page, "a-first");
  await page.keyboard.press("Tab");
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.getAttribute("id").endsWith("-2"));
  assert.equal(await editor.getByLabel("Value of a-first", { exact: true }).inputValue(), "4");
  await page.keyboard.press("Tab");
  await page.keyboard.press("x");
  assert.equal(await editor.count(), 1, "a letter on a button of the editor places nothing behind it");
  await editor.getByRole("button", { name: "Remove a-first", exact: true }).click();
  await editor.getByLabel("Type of a-first", { exact: true }).waitFor({ state: "detached" });
});

test("a program is typed, its mistake told and mended, while the version before runs", async (t) => {
  const page = await open(t, "work-fair");
  const text = await program(page, "actor:2");
  const right = await text.inputValue();
  await text.fill(right.replace("  work", "  wrok"));
  await pane(page).getByText("1 mistake: the version before is running.").waitFor();
  assert.equal(await text.getAttribute("aria-invalid"), "true");
  assert.deepEqual(await accessibilityProblems(page), []);
  await pane(page).getByRole("button", { name: "Write work", exact: true }).click();
  await pane(page).getByText("No mistakes: this is what it runs.").waitFor();
  assert.equal(await text.inputValue(), right);
});

test("a name that nothing has is told in the program and among the problems", async (t) => {
  const page = await open(t, "work-fair");
  const text = await program(page, "actor:2");
  const right = await text.inputValue();
  await text.fill(`${right}\n  publish to nowhere key "a"`);
  await pane(page).getByText("1 thing to look at. It runs as it is written.").waitFor();
  await pane(page).getByText("There is no exchange nowhere.").waitFor();
  assert.match(await pane(page).locator(".mistakes b").textContent(), /^Line \d+, column 14$/);
  assert.deepEqual(await accessibilityProblems(page), []);
  await canvas(page).focus();
  await page.getByRole("tab", { name: "Problems" }).click();
  const row = page.getByRole("button", { name: /Line \d+, column 14: There is no exchange nowhere\.$/ });
  await row.waitFor();
  await canvas(page).locator('[data-node="actor:1"] .body').click({ force: true });
  await row.click();
  await pane(page).getByText("There is no exchange nowhere.").waitFor();
});

test("a line of a program begins where it belongs", async (t) => {
  const page = await open(t, "work-fair");
  await canvas(page).locator('[data-node="actor:2"] .body').click({ force: true });
  await pane(page).getByRole("button", { name: "Program", exact: true }).click();
  const text = page.getByRole("textbox", { name: "Program", exact: true });
  await text.fill("on delivery from jobs");
  await page.keyboard.press("Enter");
  await page.keyboard.type("work 500ms");
  await page.keyboard.press("Enter");
  await page.keyboard.type("ack");
  assert.equal(await text.inputValue(), "on delivery from jobs\n  work 500ms\n  ack");
  await pane(page).getByText("No mistakes", { exact: false }).first().waitFor();
});

test("problems are listed, shown where they are and mended", async (t) => {
  const page = await visit(t, "/?new", STILL);
  await page.getByRole("heading", { name: "Three ways to begin" }).waitFor();
  await canvas(page).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("q");
  await page.locator(".problem").nth(1).waitFor();
  await page.getByRole("tab", { name: "Problems" }).click();
  const list = page.getByRole("list", { name: "Problems" });
  assert.equal(await list.getByRole("listitem").count(), 2);
  await list.getByRole("button", { name: /Nobody reads from queue-1/ }).click();
  await pane(page).getByRole("heading", { name: "queue-1" }).waitFor();
  await button(page, "Add a consumer on queue-1").click();
  await said(page, "Add a consumer on queue-1");
  await page.waitForFunction(() => document.querySelectorAll(".problems li").length === 1);
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("with nothing chosen, the drawing has settings and policies", async (t) => {
  const page = await open(t, "retry-with-delay");
  await page.getByRole("tab", { name: "Node" }).click();
  await button(page, "Add: Policy").click();
  await said(page, "Policy added");
  await pane(page).getByText("Policy policy-1", { exact: true }).click();
  await field(page, "Pattern").fill("^orders\\.work$");
  await field(page, "Pattern").press("Enter");
  await pane(page).getByText("In effect on orders.work.").waitFor();
  await button(page, "Add: User").click();
  await said(page, "User added");
  await pane(page).getByText("Permission guest → /", { exact: true }).click();
  const write = page.getByRole("group", { name: "Permission guest → /" }).getByLabel("Write", { exact: true });
  assert.equal(await write.inputValue(), ".*");
  await write.fill("(");
  await pane(page).locator(".wrong").waitFor();
  await write.fill("^orders");
  await write.press("Enter");
  await said(page, "Write of guest → /: ^orders");
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("what is open in the drawing's lists stays open when others come and go", async (t) => {
  const page = await open(t, "retry-with-delay");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Node", exact: true }).click();
  const add = (kind) => button(pane(page), `Add: ${kind}`);
  const details = (name) => pane(page).locator(`details[aria-label="${name}"]`);
  const isOpen = (name) => details(name).evaluate((place) => place.open);
  await add("Operator policy").press("Enter");
  await details("Operator policy operator-1").locator("summary").press("Enter");
  await add("Policy").press("Enter");
  await details("Policy policy-1").waitFor();
  assert.equal(await add("Policy").evaluate((place) => place === document.activeElement), true);
  assert.deepEqual([await isOpen("Operator policy operator-1"), await isOpen("Policy policy-1")], [true, false]);
  await add("Policy").press("Enter");
  await details("Policy policy-2").locator("summary").press("Enter");
  await details("Policy policy-1").locator("summary").press("Enter");
  await button(details("Policy policy-1"), "Remove").press("Enter");
  await details("Policy policy-1").waitFor({ state: "detached" });
  assert.deepEqual([await isOpen("Operator policy operator-1"), await isOpen("Policy policy-2")], [true, true]);
  const focus = await page.evaluate(() => document.activeElement.tagName);
  assert.notEqual(focus, "BODY");
});

test("Escape takes back what was typed into a program, and then leads to the canvas", async (t) => {
  const page = await open(t, "work-fair");
  const area = await program(page, "actor:1");
  const before = await area.inputValue();
  await area.focus();
  await page.keyboard.type("# x");
  await page.keyboard.press("Escape");
  await page.waitForFunction((text) => document.querySelector("textarea.ed-t").value === text, before);
  assert.equal(await area.evaluate((place) => place === document.activeElement), true);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.closest("[role=application]"));
  assert.equal(await button(page, "Undo").isDisabled(), true);
});

test("a finger sets, and edits a binding in a sheet", async (t) => {
  const page = await open(t, "topics", { ...STILL, ...NARROW });
  await button(page, "Edit the binding key1.#").tap();
  const editor = page.getByRole("dialog", { name: "Binding from topics to q2" });
  const box = await editor.boundingBox();
  assert.ok(box.width >= 389 && box.y + box.height >= 843, "it is a sheet");
  for (const control of await editor.locator(".btn").all()) {
    const { width, height } = await control.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${await control.textContent()}: ${width} by ${height}`);
  }
  await editor.getByRole("button", { name: "Done", exact: true }).tap();
  await button(page, "View").tap();
  await page.getByRole("menuitem", { name: "Fit", exact: true }).tap();
  await node(page, "Queue q2").locator(".body").tap({ force: true });
  await button(page, "Details").tap();
  await pane(page).getByRole("button", { name: "Settings", exact: true }).tap();
  const durable = page.getByRole("switch", { name: "Durable", exact: true });
  const size = await durable.boundingBox();
  assert.ok(size.width >= 44 && size.height >= 44, `${size.width} by ${size.height}`);
  await durable.tap();
  await said(page, "Durable of q2");
  assert.deepEqual(await accessibilityProblems(page), []);
});
