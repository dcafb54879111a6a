// What must hold in every view: axe finds nothing, nothing is wider than the window, and what is touched is large enough.
// Each view is looked at in a wide window, on a telephone, and at 200 % with the colours that a person's system forces.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityProblems, harness } from "./harness.mjs";
import { NARROW, STILL } from "./studio.mjs";
import { reach, VIEWS } from "./views.mjs";

const { begin, origin } = harness();

/** What is wider than the window it is in. */
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * What a finger would miss: whatever can be pressed is hit 21 px to each side of its middle, as far as there is window.
 * Words of a sentence are as high as their line; what something else lies on cannot be pressed, and what is partly
 * scrolled away is scrolled back first.
 */
const small = (page) =>
  page.evaluate(() => {
    const targets = "button, a[href], input, select, textarea, summary, [role=option], [role=menuitem], [role=tab]";
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "";
    const inSentence = (one) =>
      one.closest("p, h2, h3") !== null || [...one.parentElement.closest(":not(.keep)").childNodes].some(isText);
    const hits = (one, x, y) => {
      const at = document.elementFromPoint(x, y);
      return at !== null && (one.contains(at) || (at.closest("label")?.contains(one) ?? false));
    };
    const within = (at, length) => Math.min(Math.max(at, 1), length - 1);
    const isWhole = (one, { left, right, top, bottom }) => {
      for (let around = one.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === "visible") continue;
        const edge = around.getBoundingClientRect();
        if (left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1) return false;
      }
      return true;
    };
    const missed = (one) => {
      const box = one.getBoundingClientRect();
      if (!isWhole(one, box)) return false;
      const { x, y, width, height } = box;
      const [centre, middle] = [x + width / 2, y + height / 2];
      if (!hits(one, centre, middle)) return false;
      const sides = [[-21, 0], [21, 0], [0, -21], [0, 21]];
      return !sides.every(([right, down]) =>
        hits(one, within(centre + right, innerWidth), within(middle + down, innerHeight)),
      );
    };
    return [...document.querySelectorAll(targets)]
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((one) => !inSentence(one) && missed(one))
      .map((one) => `${one.outerHTML.slice(0, 120)}: ${JSON.stringify(one.getBoundingClientRect())}`);
  });

for (const view of VIEWS) {
  const [name] = view;
  test(`${name}: wide and dark`, async (t) => {
    const page = await begin(t, STILL);
    await reach(page, origin(), view, "dark", "en");
    assert.deepEqual(await accessibilityProblems(page), []);
    assert.ok((await overflow(page)) <= 0, "nothing is beyond the window");
  });

  test(`${name}: on a telephone, light, in Chinese`, async (t) => {
    const page = await begin(t, { ...STILL, ...NARROW });
    await reach(page, origin(), view, "light", "zh");
    assert.deepEqual(await accessibilityProblems(page), []);
    assert.ok((await overflow(page)) <= 0, "nothing is beyond the window");
    assert.deepEqual(await small(page), [], "a finger hits all of it");
  });

  test(`${name}: at 200 % in forced colours`, async (t) => {
    const half = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, forcedColors: "active" };
    const page = await begin(t, { ...STILL, ...half });
    await reach(page, origin(), view, "light", "en");
    assert.deepEqual(await accessibilityProblems(page), []);
    assert.ok((await overflow(page)) <= 0, "nothing is beyond the window");
  });
}
