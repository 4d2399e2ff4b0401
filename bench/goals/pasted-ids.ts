import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Bench, Benchmark } from "../frame/benchmark";
import { type LongestTask, longestTask, slowDown } from "../frame/main-thread";
import { deviceId } from "../frame/make-workbook";
import { stallRow } from "../frame/stall-row";
import { openTargetsStep } from "../frame/wizard-page";

const [usable, bad, repeats] = [30_000, 600, 300] as const;
const [rounds, times, limit] = [3, 4, 50] as const;
/** Long enough for the draft to be saved, whose megabyte is part of what a person waits beside. */
const settleMs = 2_500;
/** How long a person takes from one to the next: resting on a thing, a finger on a button, a key after a key. */
const [restMs, fingerMs, keyMs] = [120, 60, 40] as const;

/** What a person does, by keys and pointer alone: looking for things in the page would be work of its main thread too. */
interface Step {
  what: string;
  /** Where to press, found before anything is measured. */
  aim?: (page: Page) => Locator;
  act: (page: Page, press: () => Promise<void>) => Promise<void>;
  /** What the tally says afterwards. */
  tally: string;
  /** What else is in sight then. */
  sees?: string;
}

const steps: readonly Step[] = [
  {
    what: "pasting 30,000 IDs",
    aim: editor,
    act: async (page, press) => {
      await press();
      await page.keyboard.press("Control+V");
    },
    tally: "30,000 usable",
  },
  {
    what: "scrolling and paging through them",
    aim: editor,
    act: async (page) => {
      for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn % 10 === 9 ? 60_000 : 400);
      for (const key of ["Tab", "Shift+Tab", "End", "PageUp", "ArrowUp", "Home", "PageDown", "ArrowDown"]) {
        await page.keyboard.press(key, { delay: keyMs });
        await sleep(keyMs);
      }
    },
    tally: "30,000 usable",
  },
  {
    what: "typing in a line",
    aim: editor,
    act: async (page, press) => {
      await press();
      await page.keyboard.type("-changed-by-hand", { delay: keyMs });
      await page.keyboard.press("Enter");
    },
    tally: "30,000 usable",
    sees: "-changed-by-hand",
  },
  {
    what: "fixing one that cannot be sent",
    aim: (page) => page.getByRole("button", { name: /^Fix / }).first(),
    act: async (page, press) => {
      await press();
      await sleep(settleMs);
      await page.keyboard.type("_", { delay: keyMs });
      await page.keyboard.press("Enter");
    },
    tally: `${bad - 1} not usable`,
  },
  {
    what: "leaving out all others that cannot",
    aim: (page) => page.getByRole("button", { name: /^Leave out 599 and continue/ }),
    act: (_, press) => press(),
    tally: "0 not usable",
  },
  {
    what: "clearing the list",
    aim: (page) => page.getByRole("button", { name: "Clear", exact: true }),
    act: (_, press) => press(),
    tally: "0 usable",
  },
  {
    what: "taking that back",
    aim: (page) => page.getByRole("button", { name: "Undo" }),
    act: (_, press) => press(),
    tally: "30,001 usable",
  },
];

/** The frame of whichever editor is shown: a list of lines is itself as high as all of them. */
function editor(page: Page): Locator {
  return page.locator(".ed");
}

/** No task of the main thread may last longer than a person notices, with a list of the size of a task. */
export const benchmark: Benchmark = {
  name: "pasted-ids",
  goal: 14,
  method:
    `the Targets step of a production build in Chromium, its processor ${times} times slower; ${usable} IDs, ${bad} bad ones and ` +
    `${repeats} repeats pasted from the clipboard and worked on; the longest task of the main thread in the browser's trace, the ` +
    `draft's saving included, by the processor's time, the middle one of ${rounds} windows.`,
  run: async (bench) => {
    const measured = steps.map(() => [] as LongestTask[]);
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      for (const [at, value] of (await playRound(bench)).entries()) measured[at]?.push(value);
    }
    return steps.map(({ what }, at) => stallRow(what, measured[at] ?? [], limit));
  },
};

async function playRound(bench: Bench): Promise<LongestTask[]> {
  const { page, close } = await openTargetsStep(bench);
  try {
    await page.evaluate((text) => navigator.clipboard.writeText(text), makeList());
    await slowDown(page, times);
    const longest: LongestTask[] = [];
    for (const step of steps) longest.push(await play(page, step));
    return longest;
  } finally {
    await close();
  }
}

async function play(page: Page, { aim, act, tally, sees }: Step): Promise<LongestTask> {
  const target = aim?.(page);
  await target?.scrollIntoViewIfNeeded();
  const box = await target?.boundingBox();
  // Not the middle: a list is higher than its first lines.
  const press = async () => {
    const [x, y] = [
      (box?.x ?? 0) + Math.min(100, (box?.width ?? 0) / 2),
      (box?.y ?? 0) + Math.min(12, (box?.height ?? 0) / 2),
    ];
    // Not all in an instant: no person's pointer arrives, goes down and comes up in the same millisecond.
    await page.mouse.move(x, y);
    await sleep(restMs);
    await page.mouse.click(x, y, { delay: fingerMs });
  };
  const longest = await longestTask(page, async () => {
    await act(page, press);
    await sleep(settleMs);
  });
  await expect(page.locator("#w-targets-tally").getByText(tally, { exact: true })).toBeVisible();
  if (sees) await expect(page.getByText(sees)).toBeVisible();
  return longest;
}

function makeList(): string {
  const ids = Array.from({ length: usable }, (_, index) => deviceId(index));
  const wrong = Array.from(
    { length: bad },
    (_, index) => `${deviceId(usable + index).slice(0, -2)} ${index}`,
  );
  return [...ids, ...ids.slice(-repeats), ...wrong].join("\n");
}
