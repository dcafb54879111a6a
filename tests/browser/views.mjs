// Every view there is, as a list: for pictures of them all, and for what must hold in each.
//
// A view is an address and what is done there. It is reached in either language, in a window of any width: what a wide
// window shows in a panel stands in a sheet of a narrow one. Words are looked up as the pages themselves look them up.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const definitions = readFileSync(join(PROJECT, "tests", "definitions", "shop.json"), "utf8");

const catalogue = (language) => {
  const lines = readFileSync(join(PROJECT, "static", "text", `${language}.txt`), "utf8").split("\n");
  const entries = lines.filter((line) => / = /.test(line) && !line.startsWith("#"));
  return new Map(entries.map((line) => [line.slice(0, line.indexOf(" = ")), line.slice(line.indexOf(" = ") + 3)]));
};
const CATALOGUES = { en: catalogue("en"), zh: catalogue("zh") };

/** What an entry of the catalogues says. */
export function word(language, key) {
  const text = CATALOGUES[language].get(key);
  if (text === undefined) throw new Error(`no entry ${key}`);
  return text;
}

const seen = (locator) => locator.filter({ visible: true }).first();

const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const onCanvas = (page) => page.getByRole("application").first().focus();
const steps = (count) => press(...Array(count).fill("."));

/** What the action list calls so. */
const act = (key) => async (page, language) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: word(language, "action.find") }).fill(word(language, key));
  await page.getByRole("listbox").getByRole("option", { name: word(language, key) }).first().click();
};

/** A button, on the page or in the menu of a narrow window. */
const click = (key) => async (page, language) => {
  await seen(page.getByRole("button", { name: word(language, key), exact: true })).click();
};

const file = (name, text) => async (page, language) => {
  const open = seen(page.getByRole("button", { name: word(language, "topbar.open") }));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), open.click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
};
const dialog = (page) => seen(page.locator("dialog[open], [role=dialog]")).waitFor();

/** A node; where it is not in sight, all are brought into it. */
const choose = (id) => async (page, language) => {
  const body = page.locator(`.camera [data-node="${id}"] .body`).first();
  const isSeen = await body.evaluate((body) => {
    const { x, y, width, height } = body.getBoundingClientRect();
    return body.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  if (!isSeen) await act("canvas.fit")(page, language);
  await body.click({ force: true });
};

/** A tab of the panel beside the canvas, which is a sheet on a narrow window. */
const tab = (key) => async (page, language) => {
  const beside = page.getByRole("tab", { name: word(language, key), exact: true });
  if ((await beside.filter({ visible: true }).count()) === 0) await click("narration.why")(page, language);
  await seen(beside).click();
};
const part = (key) => async (page, language) => {
  await seen(page.getByRole("tabpanel").getByRole("button", { name: word(language, key), exact: true })).click();
};
const menuOf = (id) => async (page, language) => {
  await choose(id)(page, language);
  await onCanvas(page);
  await page.keyboard.press("Shift+F10");
};

/** A run in two branches: one as the drawing has it, one in which a consumer crashes at step 13. */
const crash = async (page, language) => {
  await steps(13)(page);
  await choose("actor:2")(page, language);
  await act("hand.crash")(page, language);
};
const place = [onCanvas, press("p", "x", "q")];

/** Name, address, what is done. */
export const VIEWS = [
  ["welcome", "/?new"],
  ["gallery", "/?gallery"],
  ["lesson-begins", "/?scenario=topics"],
  ["question", "/?scenario=topics", press("Shift+ArrowRight")],
  ["why", "/?scenario=topics", steps(2), tab("tab.why")],
  ["message", "/?scenario=retry-with-delay", steps(6), tab("tab.message")],
  ["node", "/?scenario=retry-with-delay", steps(6), choose("queue:orders.work"), tab("tab.node")],
  ["settings-queue", "/?scenario=retry-with-delay", choose("queue:orders.work"), tab("tab.node"), part("form.settings")],
  ["settings-exchange", "/?scenario=topics", choose("exchange:topics"), tab("tab.node"), part("form.settings")],
  ["settings-consumer", "/?scenario=work-fair", choose("actor:2"), tab("tab.node"), part("form.settings")],
  ["program", "/?scenario=work-fair", choose("actor:2"), tab("tab.node"), part("node.program")],
  ["settings-drawing", "/?scenario=retry-with-delay", tab("tab.node")],
  ["lesson-ends", "/?scenario=work-fair", press("End")],
  ["virtual-hosts", "/?scenario=vhost-isolation", steps(10)],
  ["imported", "/?scenario=virtual-host-import", steps(15)],
  ["many", "/?scenario=priority-queue", steps(12)],
  ["choose-a-virtual-host", "/?new", file("shop.json", definitions), dialog],
  [
    "findings",
    "/?new",
    file("broken.json", '{"format": "warren", "version": 1, "topology": {"queues": [{"name": 5}]}}'),
    dialog,
  ],
  ["log", "/?scenario=retry-with-delay", steps(6), act("tab.log")],
  ["charts", "/?scenario=retry-with-delay", steps(12), act("tab.charts")],
  ["branches", "/?scenario=retry-with-delay", crash, act("tab.branches")],
  ["breakpoints", "/?scenario=retry-with-delay", steps(7), act("tab.stops")],
  ["breakpoints-of-step", "/?scenario=retry-with-delay", steps(7), press("k"), dialog],
  ["next", "/?scenario=work-fair", steps(4), act("tab.next")],
  ["problems", "/?new", ...place, act("tab.problems")],
  ["outline", "/?scenario=retry-with-delay", steps(6), act("tab.outline")],
  ["compare", "/?scenario=retry-with-delay", crash, act("tab.branches"), async (page, language) => {
    const compare = word(language, "branch.compare_with").replace("{branch}", word(language, "topbar.main"));
    await seen(page.getByRole("button", { name: compare })).click();
  }],
  ["shortcuts", "/?scenario=topics", press("?")],
  ["actions", "/?scenario=topics", press("Control+k")],
  ["drawing", "/?new", ...place],
  ["several", "/?new", ...place, press("Control+a")],
  ["connecting", "/?new", ...place, press("b")],
  ["quick-add", "/?new", ...place, press("/")],
  ["rename", "/?new", ...place, press("F2")],
  ["binding", "/?scenario=topics", async (page) => {
    await page.locator(".camera").getByRole("button", { name: /key1\.#/ }).first().click({ force: true });
  }, dialog],
  ["menu-of-node", "/?scenario=topics", menuOf("queue:q1")],
  ["legend", "/?scenario=topics", steps(3), act("canvas.legend")],
  ["leaving", "/?new", ...place, press("Alt+n"), dialog],
  ["player", "/embed.html?scenario=topics", steps(2)],
];

/** Opens a view in a page; throws if it cannot be reached. */
export async function reach(page, origin, [, address, ...doing], theme, language) {
  await page.goto(`${origin}${address}&lang=${language}&theme=${theme}`);
  await page.locator("[role=application], main").first().waitFor();
  if (address.includes("scenario=")) await page.locator('[role=slider][aria-valuemax]:not([aria-valuemax="0"])').first().waitFor();
  for (const step of doing) await step(page, language);
  // Two frames: what was done last is painted then.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
