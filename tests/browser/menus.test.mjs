// The action list, the shortcut sheet and the menus, by keyboard, by mouse and under a finger; and the ways of looking.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { canvas, NARROW, node, nodes, STILL } from "./studio.mjs";

const { visit } = harness();

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

const zoom = (page) => page.locator(".mm-bar span").innerText();
const place = async (page, x, y) => {
  const box = await canvas(page).boundingBox();
  return { x: box.x + x, y: box.y + y };
};
const cameraOf = (page) => page.locator(".camera").evaluate((camera) => camera.style.transform);
const moves = (page, before) =>
  page.waitForFunction((before) => document.querySelector(".camera").style.transform !== before, before);

/** Chooses a scheme of wheel and drag. */
async function choose(page, scheme) {
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitemradio", { name: scheme }).click();
  await page.getByRole("menu").waitFor({ state: "detached" });
}

test("the right button opens the menu of a node, of a connection and of the ground", async (t) => {
  const page = await open(t);
  await node(page, "Queue q2").click({ button: "right" });
  await page.getByRole("menu", { name: "Queue q2" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".pill").first().click({ button: "right" });
  await page.getByRole("menu", { name: /^Binding/ }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Escape");
  const at = await place(page, 300, 420);
  await page.mouse.click(at.x, at.y, { button: "right" });
  const menu = page.getByRole("menu", { name: "Canvas" });
  const before = await page.locator(".camera .node[data-node]").count();
  await menu.getByRole("menuitem", { name: "Queue" }).click();
  await nodes(page, before + 1);
  // It stands where the menu was opened.
  const body = await page.locator(".camera .is-selected .body").boundingBox();
  assert.ok(Math.abs(body.x + body.width / 2 - at.x) < 30 && Math.abs(body.y + body.height / 2 - at.y) < 30);
});

test("a finger that stays opens a sheet with four large actions", async (t) => {
  const page = await open(t, "/?scenario=topics", { ...STILL, ...NARROW });
  const body = await node(page, "Exchange topics").locator(".body").boundingBox();
  const client = await page.context().newCDPSession(page);
  const at = { x: body.x + body.width / 2, y: body.y + body.height / 2 };
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  const menu = page.getByRole("menu", { name: "Exchange topics" });
  await menu.waitFor();
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  assert.equal(await menu.locator(".t-grid button").count(), 4);
  const rows = menu.locator("button");
  assert.match(await rows.last().innerText(), /Delete/);
  const heights = await rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height >= 48), `${heights}`);
});

test("as on a map: the wheel zooms, a drag pans", async (t) => {
  const page = await open(t);
  const at = await place(page, 300, 420);
  await page.mouse.move(at.x, at.y);
  const [before, camera] = [await zoom(page), await cameraOf(page)];
  await page.mouse.wheel(0, -100);
  await page.waitForFunction((before) => document.querySelector(".mm-bar span").innerText !== before, before);
  assert.ok(Number.parseInt(await zoom(page), 10) > Number.parseInt(before, 10));
  const zoomed = await cameraOf(page);
  assert.notEqual(zoomed, camera);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y, { steps: 4 });
  await page.mouse.up();
  await moves(page, zoomed);
  assert.equal(await page.locator(".sel-frame").count(), 0);
});

for (const [scheme, button] of [["As in a design tool", "middle"], ["As in draw.io", "right"]]) {
  test(`${scheme}: the wheel pans, Ctrl zooms, a drag chooses, Space and the ${button} button pan`, async (t) => {
    const page = await open(t);
    await choose(page, scheme);
    const at = await place(page, 40, 420);
    const zoomed = await zoom(page);
    let camera = await cameraOf(page);
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, 40);
    await moves(page, camera);
    assert.equal(await zoom(page), zoomed);
    camera = await cameraOf(page);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, 60);
    await page.keyboard.up("Control");
    await page.waitForFunction((before) => document.querySelector(".mm-bar span").innerText !== before, zoomed);
    const drag = async (held) => {
      await page.mouse.move(at.x, at.y);
      await page.mouse.down(held);
      await page.mouse.move(at.x + 500, at.y - 380, { steps: 6 });
      await page.mouse.up(held);
    };
    camera = await cameraOf(page);
    await drag({ button });
    await moves(page, camera);
    assert.equal(await page.getByRole("menu").count(), 0);
    camera = await cameraOf(page);
    await canvas(page).focus();
    await page.keyboard.down(" ");
    await drag({});
    await page.keyboard.up(" ");
    await moves(page, camera);
    // Space alone would have played.
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    await page.keyboard.press("0");
    await drag({});
    await page.waitForFunction(() => document.querySelectorAll(".sel-frame").length > 1);
  });
}

test("the minimap looks where it is pressed and dragged", async (t) => {
  const page = await open(t);
  const map = await page.locator(".mm").boundingBox();
  const at = (part) => [map.x + map.width * part, map.y + map.height / 2];
  let camera = await cameraOf(page);
  await page.mouse.move(...at(0.2));
  await page.mouse.down();
  await moves(page, camera);
  camera = await cameraOf(page);
  await page.mouse.move(...at(0.7), { steps: 4 });
  await moves(page, camera);
  await page.mouse.up();
});

test("a second finger takes back what the first has begun to move, and two zoom", async (t) => {
  const page = await open(t, "/?scenario=topics", { ...STILL, ...NARROW });
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const body = await node(page, "Exchange topics").locator(".body").boundingBox();
  const [x, y] = [body.x + body.width / 2, body.y + body.height / 2];
  await touch("touchStart", [x, y]);
  await touch("touchMove", [x + 12, y]);
  await touch("touchMove", [x + 20, y]);
  await page.locator('[aria-label="Exchange topics"][transform]').waitFor();
  await touch("touchStart", [x + 20, y], [x + 80, y]);
  await page.locator('[aria-label="Exchange topics"]:not([transform])').waitFor();
  const camera = await cameraOf(page);
  await touch("touchMove", [x - 20, y], [x + 120, y]);
  await moves(page, camera);
  await touch("touchEnd");
  // Nothing was moved: there is nothing to undo.
  await page.keyboard.press("Control+k");
  await page.getByText("Nothing to undo").waitFor();
});

const BLOG = `<!doctype html><html lang="en"><head><title>Blog</title><link rel="icon" href="/static/icon.svg"></head><body><main><h1>Blog</h1>
<iframe src="/embed.html?scenario=topics" width="700" height="420" title="Warren"></iframe>
${"<p>Words.</p>".repeat(80)}</main></body></html>`;
const blog = harness({ "/blog.html": BLOG });

test("in a page of others plain scrolling is the page's, Ctrl zooms, and a hint says so", async (t) => {
  const page = await blog.visit(t, "/blog.html", STILL);
  const frame = page.frameLocator("iframe");
  await frame.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').waitFor();
  const box = await page.locator("iframe").boundingBox();
  const camera = () => frame.locator(".camera").evaluate((camera) => camera.style.transform);
  const before = await camera();
  await page.mouse.move(box.x + 300, box.y + 120);
  await page.mouse.wheel(0, 120);
  await frame.locator(".canvas.is-wheel").waitFor();
  await frame.getByText("Hold Ctrl and scroll to zoom").waitFor();
  await page.waitForFunction(() => window.scrollY > 0);
  assert.equal(await camera(), before);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -60);
  await page.keyboard.up("Control");
  await frame.locator(".camera").evaluate(
    (camera, before) =>
      new Promise((done) => {
        const look = () => (camera.style.transform === before ? requestAnimationFrame(look) : done());
        look();
      }),
    before,
  );
});

test("under a finger the bar of a node lies at the lower edge of the canvas, and comes only when it is asked for", async (t) => {
  const page = await open(t, "/?scenario=work-fair", { ...STILL, ...NARROW });
  const bar = page.locator(".node-actions");
  await node(page, "Consumer slow").tap();
  await bar.waitFor();
  const shown = await bar.getByRole("button").filter({ visible: true }).allTextContents();
  assert.deepEqual(shown, ["Details", "Connect", "Rename", "Delete", "More"]);
  const [box, story, view] = await Promise.all(
    [bar, page.locator(".narration"), page.getByRole("button", { name: "View", exact: true })].map((one) => one.boundingBox()),
  );
  assert.ok(box.x >= 0 && box.x + box.width <= 390, "nothing of it is cut off");
  assert.ok(box.y > view.y + view.height && box.y + box.height <= story.y, "it covers neither the tools nor the story");
  assert.deepEqual(await accessibilityProblems(page), []);
  await bar.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Crash" }).waitFor();
});

test("Enter goes to the first field of what is chosen, and Escape back to the canvas, where it stays chosen", async (t) => {
  const page = await visit(t, "/?new", STILL);
  await canvas(page).focus();
  await page.keyboard.press("q");
  await node(page, "Queue queue-1").and(page.locator(".is-selected")).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.closest(".inspector") && document.activeElement.value === "queue-1");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "application");
  await node(page, "Queue queue-1").and(page.locator(".is-selected")).waitFor();
});
