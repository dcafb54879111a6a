// Pictures of every view in both themes and both languages at four widths, for people to look at. `cargo xtask
// screenshots` builds the pages and runs it; alone it takes the pages that were built last. It judges nothing but that
// each view can be reached. The pictures come into `screenshots/`, which git does not know.
//
// One combination alone: `node tests/browser/screenshots.mjs 390-dark-zh`.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve, tame } from "./harness.mjs";
import { reach, VIEWS } from "./views.mjs";

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const FOLDER = join(PROJECT, "screenshots");

const SIZES = [[390, 844], [768, 1024], [1440, 900], [2560, 1440]];
const THEMES = ["light", "dark"];
const LANGUAGES = ["en", "zh"];

/** Each view in a profile of its own, so that none has what was left undone in another. */
async function shoot(browser, origin, [width, height], theme, language) {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const settings = { viewport: { width, height }, reducedMotion: "reduce", locale, hasTouch: width < 700 };
  const folder = join(FOLDER, `${width}-${theme}-${language}`);
  mkdirSync(folder, { recursive: true });
  const missed = [];
  for (const view of VIEWS) {
    const [name] = view;
    const context = await browser.newContext(settings);
    await tame(context);
    const page = await context.newPage();
    page.setDefaultTimeout(5_000);
    try {
      await reach(page, origin, view, theme, language);
    } catch (error) {
      missed.push(`${width} ${theme} ${language} ${name}: ${String(error).split("\n")[0]}`);
    }
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
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
