// What every browser test stands on: a small server of the built pages, with the strictest Content-Security-Policy
// that WebAssembly allows, and a browser whose pages collect whatever goes wrong in them.
//
// A test file calls `harness()` once and `visit(t, path)` in each test. A test fails if its page wrote an error or a
// warning to the console, threw, or asked for something that is not there; a test that provokes problems names them in
// `page.expected`, and then they must come.

import assert from "node:assert/strict";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, dirname, extname, join, normalize, sep } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

export const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");

export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves the built pages on a port of its own. `pages` maps paths to HTML of the test's own, for pages that embed the
 * player; they are served under the same policy. `folder` may be a copy of the built pages.
 */
export async function serve(pages = {}, folder = DIST) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    response.setHeader("Content-Security-Policy", STRICT_POLICY);
    response.setHeader("Cache-Control", "no-store");
    if (path in pages) {
      response.setHeader("Content-Type", TYPES[".html"]);
      response.end(pages[path]);
      return;
    }
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end("not found");
      return;
    }
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** The browser that `CHROMIUM` names, or the first on the PATH. */
function browserFile() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const files = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = files.find((file) => existsSync(file));
  assert.ok(found, "Chromium is needed: set CHROMIUM to its file, or run `cargo xtask test`, which sets it up");
  return found;
}

/** A browser that talks to nobody but us. */
export function launch() {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
  ];
  return chromium.launch({ executablePath: browserFile(), args });
}

/** The browser's choosers of files cannot be driven: pages have none. No service worker stands between page and site. */
export function tame(context) {
  return context.addInitScript(() => {
    globalThis.showOpenFilePicker = undefined;
    globalThis.showSaveFilePicker = undefined;
    Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined });
  });
}

/** Notes in `problems` whatever goes wrong in a page. */
function watch(page, problems) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`thrown: ${error.stack ?? error}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
}

/** Fails if the page had a problem that is not expected, or none that is. */
function judge({ problems, expected }) {
  const surprises = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
  assert.deepEqual(surprises, [], "the page had problems");
  for (const pattern of expected) {
    assert.ok(problems.some((problem) => pattern.test(problem)), `no problem was like ${pattern}`);
  }
}

/** One server and one browser for a file of tests. `pages` as for `serve`. */
export function harness(pages = {}) {
  let site;
  let browser;
  before(async () => {
    assert.ok(existsSync(join(DIST, "index.html")), "the pages are not built: run `cargo xtask test --only build`");
    [site, browser] = await Promise.all([serve(pages), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A page in a fresh profile; `settings` are Playwright's for a context (viewport, locale, colorScheme…), and
   * `init`, which runs in each page before its own scripts, after the browser was tamed.
   */
  async function begin(t, { init, ...settings } = {}) {
    const usual = { viewport: { width: 1440, height: 900 }, locale: "en-GB" };
    const context = await browser.newContext({ ...usual, ...settings });
    await tame(context);
    if (init) await context.addInitScript(init);
    const page = await context.newPage();
    page.problems = [];
    page.expected = [];
    watch(page, page.problems);
    t.after(async () => {
      await context.close();
      judge(page);
    });
    return page;
  }

  /** Opens `path` in a fresh profile. */
  async function visit(t, path, settings) {
    const page = await begin(t, settings);
    await page.goto(site.origin + path);
    return page;
  }
  return { begin, visit, origin: () => site.origin };
}

/** What axe finds wrong with a page's accessibility: a line for each rule and element. */
export async function accessibilityProblems(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}
