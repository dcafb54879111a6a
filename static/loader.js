// Starts the studio or the player, whichever the page asks for with `data-warren`, once the module and its words are
// there. It is a file of its own, so that no inline script is needed, and it says so in the page when something of it
// cannot be fetched or run.

import { watch } from "./crash.js";

const FAILED = {
  en: "Warren could not start. Reload the page; if that does not help, this browser may lack WebAssembly. ",
  zh: "Warren 无法启动。请重新加载页面；如果仍然不行，此浏览器可能不支持 WebAssembly。",
};

function sayWhyNot(error) {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  const words = asked.startsWith("zh") ? FAILED.zh : FAILED.en;
  for (const place of document.querySelectorAll("[data-warren] > .start")) {
    place.setAttribute("role", "alert");
    place.textContent = words + String(error);
  }
}

async function words(language) {
  const address = new URL(`./text/${language}.txt`, import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.text();
}

// What the module asks for first comes while the module itself does: the scenario that the address or the mount names,
// and the studio's list of scenarios.
function fetchAhead() {
  const mount = document.querySelector("#warren");
  const scenario = new URLSearchParams(location.search).get("scenario") ?? mount?.dataset.scenario;
  for (const name of [mount?.dataset.warren === "studio" ? "manifest" : null, scenario]) {
    // Any other name the module refuses.
    if (!/^[\w-]+$/.test(name ?? "")) continue;
    const link = document.createElement("link");
    // As the module asks for it, or it would be fetched twice.
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
    link.href = `./static/gallery/${name}.json`;
    document.head.append(link);
  }
}

// Lets the pages be kept for when there is no network; an embed stores nothing. What cannot be kept is not missed now.
function keepForOffline() {
  const isStudio = document.querySelector("#warren")?.dataset.warren === "studio";
  if (!isStudio || !navigator.serviceWorker) return;
  navigator.serviceWorker.register(new URL("../offline.js", import.meta.url)).catch(() => {});
}

async function program() {
  const { default: load, open } = await import("../warren.js");
  await load({ module_or_path: new URL("../warren_bg.wasm", import.meta.url) });
  return open;
}

try {
  fetchAhead();
  const [open, en, zh] = await Promise.all([program(), words("en"), words("zh")]);
  watch(document.querySelectorAll("[data-warren]"), { en, zh });
  if (!open(en, zh)) throw new Error("The words and the program are of different versions.");
  keepForOffline();
} catch (error) {
  // What stops the module is said by those who watch it.
  if (!(error instanceof WebAssembly.RuntimeError)) sayWhyNot(error);
  throw error;
}
