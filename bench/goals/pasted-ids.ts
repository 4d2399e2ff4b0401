import { expect, type Page } from "@playwright/test";
import type { Bench, Benchmark } from "../frame/benchmark";
import { longestTask, slowDown } from "../frame/main-thread";
import { deviceId } from "../frame/make-workbook";
import { atMost, median } from "../frame/row";
import { openTargetsStep } from "../frame/wizard-page";

const [usable, bad, repeats] = [30_000, 600, 300] as const;
const [rounds, times, limit] = [3, 4, 50] as const;
/** Long enough for the draft to be saved, whose megabyte is part of what a person waits beside. */
const settleMs = 2_500;

type Step = { what: string; act: (page: Page) => Promise<void> };

const steps: readonly Step[] = [
  {
    what: "pasting 30,000 IDs",
    act: async (page) => {
      await page.getByLabel("Device IDs", { exact: true }).focus();
      await page.keyboard.press("Control+V");
      await tally(page, "30,000 usable");
    },
  },
  {
    what: "scrolling and paging through them",
    act: async (page) => {
      await page.getByLabel("Device IDs", { exact: true }).hover();
      for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn % 10 === 9 ? 60_000 : 400);
      await page.getByLabel("Device IDs", { exact: true }).focus();
      for (const key of ["End", "PageUp", "PageUp", "ArrowUp", "Home", "PageDown", "ArrowDown"]) {
        await page.keyboard.press(key);
      }
    },
  },
  {
    what: "typing in a line",
    act: async (page) => {
      await page.keyboard.press("F2");
      await page.keyboard.type("-changed-by-hand", { delay: 30 });
      await page.keyboard.press("Enter");
      await expect(page.getByText("-changed-by-hand")).toBeVisible();
      await tally(page, "30,000 usable");
    },
  },
  {
    what: "fixing one that cannot be sent",
    act: async (page) => {
      await page.getByRole("button", { name: /^Fix / }).first().click();
      await page.keyboard.type("_");
      await page.keyboard.press("Enter");
      await tally(page, `${bad - 1} not usable`);
    },
  },
  {
    what: "leaving out all others that cannot",
    act: async (page) => {
      await page.getByRole("button", { name: /^Leave out 599 and continue/ }).click();
      await tally(page, "0 not usable");
    },
  },
  {
    what: "clearing the list and taking that back",
    act: async (page) => {
      await page.getByRole("button", { name: "Clear", exact: true }).click();
      await tally(page, "0 usable");
      await page.getByRole("button", { name: "Undo" }).click();
      await tally(page, "30,001 usable");
    },
  },
];

/** No task of the main thread may last longer than a person notices, with a list of the size of a task. */
export const benchmark: Benchmark = {
  name: "pasted-ids",
  goal: 14,
  method:
    `the Targets step of a production build in Chromium, its processor ${times} times slower; ${usable} IDs, ${bad} bad ones and ` +
    `${repeats} repeats pasted from the clipboard and worked on; the longest task of the main thread in the browser's trace, the ` +
    `draft's saving included, the middle one of ${rounds} windows.`,
  run: async (bench) => {
    const measured = steps.map(() => [] as number[]);
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      for (const [at, value] of (await playRound(bench)).entries()) measured[at]?.push(value);
    }
    return steps.map(({ what }, at) => {
      const values = measured[at] ?? [];
      bench.say(`${what}: ${values.map((value) => value.toFixed(0)).join(" ")} ms`);
      return atMost(
        { goal: 14, what: `longest main-thread task: ${what}`, unit: "ms" },
        median(values),
        limit,
      );
    });
  },
};

async function playRound(bench: Bench): Promise<number[]> {
  const { page, close } = await openTargetsStep(bench);
  try {
    await page.evaluate((text) => navigator.clipboard.writeText(text), makeList());
    await slowDown(page, times);
    const longest: number[] = [];
    for (const { act } of steps) {
      longest.push(
        await longestTask(page, async () => {
          await act(page);
          await page.waitForTimeout(settleMs);
        }),
      );
    }
    return longest;
  } finally {
    await close();
  }
}

function makeList(): string {
  const ids = Array.from({ length: usable }, (_, index) => deviceId(index));
  const wrong = Array.from(
    { length: bad },
    (_, index) => `${deviceId(usable + index).slice(0, -2)} ${index}`,
  );
  return [...ids, ...ids.slice(-repeats), ...wrong].join("\n");
}

async function tally(page: Page, words: string): Promise<void> {
  await expect(page.locator("#w-targets-tally").getByText(words, { exact: true })).toBeVisible({
    timeout: 60_000,
  });
}
