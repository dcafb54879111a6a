// Pictures of every view in both themes and both languages at four widths, for people to look at. `cargo xtask
// screenshots` builds the pages and runs it; alone it takes the pages that were built last. It judges nothing but that
// each view can be reached. The pictures come into `screenshots/`, which git does not know.
//
// A view is an address and what is done there.

import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./harness.mjs";

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const FOLDER = join(PROJECT, "screenshots");

const SIZES = [[390, 844], [768, 1024], [1440, 900], [2560, 1440]];
const THEMES = ["light", "dark"];
const LANGUAGES = ["en", "zh"];

const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
};
const onCanvas = (page) => page.getByRole("application").first().focus();
const steps = (count) => press(...Array(count).fill("ArrowRight"));
const OPEN = { en: "Open a file", zh: "打开文件" };
const file = (name, text) => async (page, language) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: OPEN[language] }).filter({ visible: true }).first().click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator("dialog[open], [role=dialog]").first().waitFor();
};
const definitions = readFileSync(join(PROJECT, "tests", "definitions", "shop.json"), "utf8");
/** A tab of the panel beside the canvas, which is a sheet behind a button on a narrow window. */
const tab = (at) => async (page) => {
  const tabs = page.getByRole("tab").filter({ hasText: /^(Why|Message|Node|原因|消息|节点)/, visible: true });
  if ((await tabs.count()) === 0) await page.getByRole("button", { name: /^(Why\?|为什么？)$/ }).click();
  await tabs.nth(at).click();
};
const choose = (id) => async (page) => {
  await page.locator(`.camera [data-node="${id}"]`).first().click({ force: true });
};

/** Name, address, what is done. */
const VIEWS = [
  ["welcome", "/?new"],
  ["gallery", "/?gallery"],
  ["lesson-begins", "/?scenario=topics"],
  ["question", "/?scenario=topics", press("Shift+ArrowRight")],
  ["why", "/?scenario=topics", steps(2), tab(0)],
  ["message", "/?scenario=retry-with-delay", steps(6), tab(1)],
  ["node", "/?scenario=retry-with-delay", steps(6), choose("queue:orders.work"), tab(2)],
  ["lesson-ends", "/?scenario=work-fair", press("End")],
  ["virtual-hosts", "/?scenario=vhost-isolation", steps(10)],
  ["imported", "/?scenario=virtual-host-import", steps(15)],
  ["many", "/?scenario=priority-queue", steps(12)],
  ["choose-a-virtual-host", "/?new", file("shop.json", definitions)],
  ["findings", "/?new", file("broken.json", '{"format": "warren", "version": 1, "topology": {"queues": [{"name": 5}]}}')],
  ["shortcuts", "/?scenario=topics", press("?")],
  ["actions", "/?scenario=topics", press("Control+k")],
  ["drawing", "/?new", onCanvas, press("p", "x", "q", "c")],
  ["player", "/embed.html?scenario=topics", steps(2)],
];

async function shoot(browser, origin, [width, height], theme, language) {
  const settings = { viewport: { width, height }, reducedMotion: "reduce", locale: language === "zh" ? "zh-CN" : "en-GB" };
  const context = await browser.newContext({ ...settings, hasTouch: width < 700 });
  const folder = join(FOLDER, `${width}-${theme}-${language}`);
  mkdirSync(folder, { recursive: true });
  const missed = [];
  for (const [name, address, ...doing] of VIEWS) {
    const page = await context.newPage();
    page.setDefaultTimeout(5_000);
    try {
      await page.goto(`${origin}${address}&lang=${language}&theme=${theme}`);
      await page.locator("[role=application], main").first().waitFor();
      await page.waitForLoadState("networkidle");
      for (const act of doing) await act(page, language);
    } catch (error) {
      missed.push(`${width} ${theme} ${language} ${name}: ${String(error).split("\n")[0]}`);
    }
    // Two frames: what was done last is painted then.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
  await context.close();
  return missed;
}

const wanted = process.argv[2];
const site = await serve();
const browser = await launch();
const missed = [];
for (const size of SIZES) {
  for (const theme of THEMES) {
    for (const language of LANGUAGES) {
      if (wanted && `${size[0]}-${theme}-${language}` !== wanted) continue;
      missed.push(...(await shoot(browser, site.origin, size, theme, language)));
      console.log(`${size[0]} ${theme} ${language}: ${VIEWS.length} views`);
    }
  }
}
await browser.close();
await site.close();
console.log(missed.length === 0 ? `They are in ${FOLDER}.` : `Not reached:\n${missed.join("\n")}`);
process.exitCode = missed.length === 0 ? 0 : 1;
