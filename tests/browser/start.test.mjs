// How the pages start, and what of them is published.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { accessibilityProblems, DIST, harness } from "./harness.mjs";

const GUIDE = `<!doctype html>
<title>A guide</title>
<link rel="icon" href="/static/icon.svg">
<h1>A guide</h1>
<iframe title="Warren" src="/embed.html"></iframe>`;

const { visit, origin } = harness({ "/guide.html": GUIDE });

test("the studio starts and says its name", async (t) => {
  const page = await visit(t, "/");
  await page.getByRole("application", { name: "Canvas" }).waitFor();
  await page.getByText("Warren", { exact: true }).waitFor();
  assert.match(await page.title(), /Warren$/);
  assert.equal(await page.locator(".start").count(), 0, "nothing says any more that it is loading");
});

test("the player starts on its own page", async (t) => {
  const page = await visit(t, "/embed.html");
  await page.locator("[data-warren=player] :not(.start)").first().waitFor();
  assert.equal(await page.locator(".start").count(), 0);
});

test("the player starts inside another page under a strict policy", async (t) => {
  const page = await visit(t, "/guide.html");
  const player = page.frameLocator("iframe[title=Warren]");
  await player.locator("[data-warren=player] :not(.start)").first().waitFor();
  assert.equal(await player.locator(".start").count(), 0);
});

test("what the address names is fetched ahead, and once", async (t) => {
  const page = await visit(t, "/");
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${origin()}/?scenario=topics`);
  await page.getByRole("group", { name: "Exchange topics" }).waitFor();
  const once = (file) => assert.equal(asked.filter((path) => path.endsWith(file)).length, 1, file);
  ["/gallery/manifest.json", "/gallery/topics.json", "/warren_bg.wasm"].forEach(once);
  const initiator = (file) =>
    page.evaluate((file) => performance.getEntriesByType("resource").find(({ name }) => name.endsWith(file)).initiatorType, file);
  assert.equal(await initiator("/gallery/topics.json"), "link");
});

for (const [locale, words] of [["en-GB", "could not start"], ["zh-CN", "无法启动"]]) {
  test(`a page whose module is missing says so (${locale})`, async (t) => {
    const page = await visit(t, "/embed.html?lang=" + locale, { locale });
    page.expected = [/^404: .*warren_bg\.wasm$/, /Failed to load resource.*404/, /^thrown: .*failed to fetch Wasm/];
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
    await page.reload();
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
  });
}

test("a page whose words are missing says so", async (t) => {
  const page = await visit(t, "/embed.html");
  page.expected = [/^404: .*zh\.txt$/, /Failed to load resource.*404/, /^thrown: .*text\/zh\.txt: 404/];
  await page.route("**/text/zh.txt", (route) => route.fulfill({ status: 404, body: "" }));
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "text/zh.txt: 404" }).waitFor();
});

/** Memory is given back that there is not: the module cannot go on, as after any mistake in it. */
async function stop(page) {
  page.expected = [/^thrown: RuntimeError/];
  await page.evaluate(async () => {
    const module = await (await import("/warren.js")).default();
    queueMicrotask(() => module.__wbindgen_free(0xfffffff0, 64, 8));
  });
}

for (const [language, words] of [["en", "Warren has stopped"], ["zh", "Warren 停住了"]]) {
  test(`a module that has stopped is said, and can be begun again (${language})`, async (t) => {
    const page = await visit(t, `/?scenario=simple-queue&lang=${language}`);
    await page.getByRole("application").waitFor();
    await stop(page);
    const notice = page.getByRole("alert").filter({ hasText: words });
    await notice.waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    await notice.getByRole("link").click();
    await page.getByRole("application").waitFor();
    assert.equal(await page.locator(".crash").count(), 0);
  });
}

test("a module that has stopped is said over a dialog, too", async (t) => {
  const page = await visit(t, "/?scenario=simple-queue");
  await page.getByRole("application").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await chooser).setFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.getByRole("dialog").waitFor();
  await stop(page);
  await page.getByRole("alert").getByRole("link").click();
  await page.getByRole("application").waitFor();
});

for (const path of ["/", "/embed.html"]) {
  test(`${path} is accessible as it starts`, async (t) => {
    const page = await visit(t, path);
    await page.locator("[data-warren] :not(.start)").first().waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
  });
}

// It travels over the network before anything can be seen.
test("the module is at most 700 KB compressed", () => {
  const size = gzipSync(readFileSync(join(DIST, "warren_bg.wasm")), { level: 9 }).length;
  assert.ok(size <= 700_000, `${size} bytes`);
});

for (const name of ["index.html", "embed.html"]) {
  test(`${name} has no inline script and no inline style`, () => {
    const html = readFileSync(join(DIST, name), "utf8");
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/);
    assert.match(html, /<script type="module" src="\.\/static\/loader\.js">/);
  });
}
