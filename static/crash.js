// The last resort: a mistake of ours has stopped the module in the middle of what it did, which leaves nothing that could
// be trusted. The page says so and offers to begin again. It must not need the module, which may be out of memory.

const ours = /warren(_bg)?\.(js|wasm)/;

function words(catalogue, name) {
  const line = catalogue.split("\n").find((line) => line.startsWith(`${name} = `));
  return line?.slice(name.length + 3) ?? "";
}

function show(place, catalogues) {
  const language = place.querySelector("[lang]")?.lang ?? navigator.language;
  const catalogue = language.startsWith("zh") ? catalogues.zh : catalogues.en;
  const notice = document.createElement("section");
  notice.className = "crash";
  notice.setAttribute("role", "alert");
  const line = (tag, name) => Object.assign(document.createElement(tag), { textContent: words(catalogue, name) });
  const reload = Object.assign(line("a", "crash.reload"), { href: "", className: "btn btn-p" });
  notice.append(line("h2", "crash.title"), line("p", "crash.again"), reload);
  // What is open would lie over the notice, and keep it from being clicked.
  for (const dialog of place.querySelectorAll("dialog[open]")) dialog.close();
  (place.querySelector(".warren") ?? place).append(notice);
}

/** Says it in each of `places` when the module has stopped. `catalogues` are the texts in `en` and `zh`. */
export function watch(places, catalogues) {
  const stop = new AbortController();
  const judge = (error) => {
    // A range error is a stack that has no room left.
    const isFatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    if (!isFatal || !ours.test(error.stack)) return;
    stop.abort();
    for (const place of places) show(place, catalogues);
  };
  addEventListener("error", (event) => judge(event.error), { signal: stop.signal });
  addEventListener("unhandledrejection", (event) => judge(event.reason), { signal: stop.signal });
}
