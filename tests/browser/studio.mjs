// What tests of the studio look for on the page, and what they wait for.

/** A person who wants no motion: what is to be seen is there at once. */
export const STILL = { reducedMotion: "reduce" };

/** A telephone. */
export const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const canvas = (page) => page.getByRole("application", { name: "Canvas" });
export const node = (page, name) => canvas(page).getByRole("group", { name, exact: true });
export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const palette = (page) => page.getByRole("navigation", { name: "Palette" });

/** Waits until so many elements are there. */
export const count = (page, selector, wanted) =>
  page.waitForFunction(([selector, wanted]) => document.querySelectorAll(selector).length === wanted, [selector, wanted]);
export const nodes = (page, wanted) => count(page, ".camera .node[data-node]", wanted);
export const edges = (page, wanted) => count(page, ".camera .e:not(.draw)", wanted);

/** Waits until the live region tells this. */
export const said = (page, words) =>
  page.waitForFunction((words) => document.querySelector("[data-live]").textContent.includes(words), words);

/** What a connection is told to have made, by the names of its ends: `Queue queue-1`. */
export function made(from, to) {
  const [one, other] = [from, to].map((end) => end.split(" "));
  if (one[0] === "Producer") return `${one[1]} publishes to ${other[1]}`;
  if (one[0] === "Exchange") return `${other[1]} is bound to ${one[1]}`;
  return other[0] === "Consumer" ? `${other[1]} reads from ${one[1]}` : `${one[1]} sends dead letters to ${other[1]}`;
}

/** A place of the canvas, from its upper left corner, in the window. */
export async function place(page, x, y) {
  const box = await canvas(page).boundingBox();
  return { x: box.x + x, y: box.y + y };
}

/** The middle of a node in the window. */
export async function middle(page, name) {
  const body = await node(page, name).locator(".body").boundingBox();
  return { x: body.x + body.width / 2, y: body.y + body.height / 2 };
}
