import { expect, test } from "@playwright/test";
import { findLayoutFaults } from "./support/layout-faults";
import { findUntranslated } from "./support/untranslated";

// What looks at all other screens is looked at here: each fault is planted once, beside what only looks like one.

const faults: Record<string, { html: string; found: RegExp }> = {
  "text wider than its box": {
    html: `<p style="width:60px;overflow:hidden;white-space:nowrap">a sentence that is longer than its box</p>`,
    found: /^text cut off: “a sentence/,
  },
  "text higher than its box": {
    html: `<div style="height:20px;width:80px;overflow:hidden">two lines of text, of which the box holds one</div>`,
    found: /^text cut off: “two lines/,
  },
  "a button cut by a card": {
    html: `<div style="width:100px;overflow:clip;display:flex"><button style="flex:none;width:160px">Go</button></div>`,
    found: /^control cut off: “Go”/,
  },
  "two buttons on one place": {
    html: `<button>Retry</button><button style="margin-left:-30px">Stop</button>`,
    found: /^overlapping: “Retry”.*“Stop”/,
  },
  "text under a button": {
    html: `<p style="margin:0">as of 12:03:04</p><button style="position:relative;top:-22px">Read now</button>`,
    found: /^overlapping: “as of 12:03:04”/,
  },
  "a page that is too wide": {
    html: `<div style="width:2000px">wide</div>`,
    found: /^scrolls sideways by \d+ px$/,
  },
  "something left of the page": {
    html: `<button style="margin-left:-40px">Back</button>`,
    found: /^beside the page: “Back”/,
  },
  "a dialog higher than the window": {
    html: `<div style="position:fixed;top:0"><div style="height:3000px"></div><button>Send</button></div>`,
    found: /^outside the window: “Send”/,
  },
  "a table with a column too many": {
    html: `<table style="width:300px"><tr><td>one</td><td>two</td></tr><tr><td colspan="5">all of it</td></tr></table>`,
    found: /^a row that ends before its table: “one/,
  },
  "a choice that does not fit its field": {
    html: `<select style="width:60px"><option>Everything that failed</option></select>`,
    found: /^words of a field cut off: “Everything that failed”/,
  },
};

const sound = `
  <p style="width:60px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">shortened on purpose</p>
  <div style="height:30px;overflow:auto">a list<br>that<br>scrolls</div>
  <label style="position:relative;display:block"><input style="padding-right:40px;width:200px" placeholder="Password">
    <button style="position:absolute;left:170px">Show</button></label>
  <p style="line-height:1">tight lines<br>above each other</p>
  <span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">for readers only</span>
  <div style="position:fixed;bottom:0"><button>Over the page</button></div>`;

test("each fault of a layout is found, and nothing else", async ({ page }) => {
  for (const [name, { html, found }] of Object.entries(faults)) {
    await page.setContent(`<!doctype html><body style="font:16px/1.4 sans-serif">${html}</body>`);
    const list = await findLayoutFaults(page);
    expect(list, name).toContainEqual(expect.stringMatching(found));
  }
  await page.setContent(`<!doctype html><body style="font:16px/1.4 sans-serif">${sound}</body>`);
  expect(await findLayoutFaults(page)).toEqual([]);
});

test("each word that stayed English is found, and none of the platform's", async ({ page }) => {
  await page.setContent(`<!doctype html><title>Muster</title>
    <button title="Read now">x</button> <p>acts.reason.label</p> <bdi>There is no such task.</bdi>
    <bdi>Device is not online.</bdi> <p>没有这个任务。</p> <span class="st" title="Processing">执行中</span>`);
  expect((await findUntranslated(page)).sort()).toEqual([
    "Read now",
    "There is no such task.",
    "acts.reason.label",
  ]);
});
