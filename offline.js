// Keeps the pages for when there is no network. What it keeps is one edition of all files, whole or not at all: each is
// compared with its digest when it comes, so that no module ever meets the words of another edition. A page is answered
// from the edition that was whole when it began; a newer one waits until no page of the old one is open but the one that
// is just being loaded.
//
// The list of files is written into the published copy of this worker by `cargo xtask`, with an edition that changes with
// any of them. Here it is empty, and so it is while the pages are served for development: then this worker keeps nothing,
// and takes away what an older one of the same address has kept.

const EDITION = "";
const FILES = {};

const NAME = `warren ${EDITION}`;
const isOurs = (name) => name.startsWith("warren ");

/** FNV-1a: enough to tell editions of a file apart. */
function digest(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const place = (file) => new URL(file, self.registration.scope).href;

/** Fetches a file past the browser's cache, and refuses that of another edition. */
async function fetched(file, expected) {
  const answer = await fetch(place(file), { cache: "no-cache" });
  const bytes = new Uint8Array(await answer.clone().arrayBuffer());
  if (!answer.ok || digest(bytes) !== expected) throw new Error(`${file} is not of this edition`);
  return answer;
}

async function install() {
  const files = Object.entries(FILES);
  const answers = await Promise.all(files.map(([file, expected]) => fetched(file, expected)));
  const cache = await caches.open(NAME);
  await Promise.all(files.map(([file], at) => cache.put(place(file), answers[at])));
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => isOurs(name) && (!EDITION || name !== NAME)).map((name) => caches.delete(name)));
  if (!EDITION) await self.registration.unregister();
}

/** The file that an address means, where it is kept. */
function fileOf(address) {
  const { scope } = self.registration;
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  if (!url.href.startsWith(scope)) return undefined;
  const file = url.href.slice(scope.length) || "index.html";
  return Object.hasOwn(FILES, file) ? file : undefined;
}

/** Whether a newer edition waits for this page alone: then it takes over, and the page begins again. */
async function isOutdated(request) {
  const { waiting } = self.registration;
  if (request.mode !== "navigate" || !waiting) return false;
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  if (pages.length > 1) return false;
  waiting.postMessage("take over");
  return true;
}

async function answer(request, file) {
  if (await isOutdated(request)) return new Response("", { headers: { Refresh: "0" } });
  const cache = await caches.open(NAME);
  return (await cache.match(place(file))) ?? fetch(request);
}

self.addEventListener("install", (event) => {
  // While developing there is nothing to keep, and nothing to wait for.
  event.waitUntil(EDITION ? install() : self.skipWaiting());
});
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const file = event.request.method === "GET" ? fileOf(event.request.url) : undefined;
  if (file !== undefined) event.respondWith(answer(event.request, file));
});
