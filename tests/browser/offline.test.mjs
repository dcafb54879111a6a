// Without a network: everything works once it was loaded; editions never mix; while developing nothing is kept.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, launch, serve } from "./harness.mjs";
import { canvas } from "./studio.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Writes the list of files, as it is done when the pages are built. */
function edition(folder) {
  execFileSync("cargo", ["run", "--quiet", "--package", "xtask", "--", "offline", folder], { stdio: "pipe" });
}

/** A copy of the pages with a server, and a browser that has been nowhere. */
async function site(t) {
  const folder = mkdtempSync(join(tmpdir(), "warren-"));
  cpSync(realpathSync(DIST), folder, { recursive: true });
  edition(folder);
  const { origin, close } = await serve({}, folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  t.after(async () => {
    await context.close();
    await close();
    rmSync(folder, { recursive: true });
  });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  return { folder, origin, context, page, problems };
}

/** Until all files are kept and the worker answers. */
async function kept(page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === "activated") return;
    await new Promise((activated) => {
      active.onstatechange = () => active.state === "activated" && activated();
    });
  });
}

test("everything works offline once it was loaded", async (t) => {
  const { origin, context, page, problems } = await site(t);
  await page.goto(`${origin}/?scenario=topics`);
  await canvas(page).waitFor();
  await kept(page);
  await context.setOffline(true);
  await page.goto(`${origin}/?scenario=rpc`);
  await canvas(page).waitFor();
  await page.getByRole("group", { name: /^Queue / }).first().waitFor();
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.goto(`${origin}/?gallery&lang=zh&theme=dark`);
  await page.locator(".still").first().waitFor();
  await page.goto(`${origin}/embed.html?scenario=headers`);
  await page.locator("[data-warren=player] :not(.start)").first().waitFor();
  assert.deepEqual(problems, []);
});

test("a newer edition takes over as a whole", async (t) => {
  const { folder, origin, page } = await site(t);
  await page.goto(`${origin}/`);
  await canvas(page).waitFor();
  await kept(page);
  for (const [file, from, to] of [
    ["index.html", 'content="Draw', 'content="Anew, draw'],
    ["static/text/en.txt", "topbar.save = Save a file", "topbar.save = Save it anew"],
  ]) {
    writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace(from, to));
  }
  edition(folder);
  await page.reload();
  await page.getByRole("button", { name: "Save a file", exact: true }).waitFor();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const next = registration.installing ?? registration.waiting;
    if (next && next.state !== "installed") await new Promise((done) => (next.onstatechange = done));
  });
  await page.reload();
  await page.getByRole("button", { name: "Save it anew", exact: true }).waitFor();
  assert.match(await page.locator("meta[name=description]").getAttribute("content"), /^Anew/);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1, "the old edition is gone");
});

test("files of two editions never meet", async (t) => {
  const { folder, origin, context, page } = await site(t);
  await page.goto(`${origin}/`);
  await canvas(page).waitFor();
  await kept(page);
  // In the middle of being published: the worker is there already, a file of it is not.
  const text = join(folder, "static", "text", "en.txt");
  const before = readFileSync(text, "utf8");
  writeFileSync(text, before.replace("topbar.save = Save a file", "topbar.save = Save it anew"));
  edition(folder);
  writeFileSync(text, before.replace("topbar.save = Save a file", "topbar.save = Save it halfway"));
  const failed = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const next = registration.installing;
    if (!next) return "nothing came";
    if (next.state !== "redundant") await new Promise((done) => (next.onstatechange = done));
    return next.state;
  });
  assert.equal(failed, "redundant");
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("button", { name: "Save a file", exact: true }).waitFor();
});

test("while developing nothing is kept, and what was kept goes", async (t) => {
  const { folder, origin, page } = await site(t);
  await page.goto(`${origin}/`);
  await canvas(page).waitFor();
  await kept(page);
  const worker = join(folder, "offline.js");
  const source = readFileSync(worker, "utf8");
  writeFileSync(worker, source.replace(/const EDITION = .*?;/s, 'const EDITION = "";').replace(/const FILES = .*?;/s, "const FILES = {};"));
  appendFileSync(join(folder, "index.html"), "<!-- edited -->");
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(async () => {
    const left = await Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]);
    return left.flat().length === 0;
  });
  const answer = await page.reload();
  assert.match(await answer.text(), /<!-- edited -->/);
  await canvas(page).waitFor();
});
