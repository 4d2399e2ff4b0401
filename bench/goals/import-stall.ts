import { expect, type Response } from "@playwright/test";
import type { Benchmark } from "../frame/benchmark";
import { longestTask, slowDown } from "../frame/main-thread";
import { makeDeviceWorkbook } from "../frame/make-workbook";
import { atMost, median } from "../frame/row";
import { openTargetsStep } from "../frame/wizard-page";

const [rows, rounds, times] = [100_000, 3, 4] as const;
/** Texts only the reading libraries hold, whatever a build renames. */
const library = /xl\/_rels\/workbook\.xml\.rels|invalid block type/;

/** Reading a workbook stops nobody and weighs nothing before it is wanted. */
export const benchmark: Benchmark = {
  name: "import-stall",
  goal: 14,
  method:
    `a workbook of ${rows} rows read in the wizard of a production build in Chromium, its processor ${times} times slower: the longest ` +
    `task of the main thread, the middle one of ${rounds} windows; and the scripts of the first load that hold code of the reading libraries.`,
  run: async (bench) => {
    const file = Buffer.from(makeDeviceWorkbook(rows, "shared"));
    const stalls: number[] = [];
    let weight = 0;
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      const { page, scripts, close } = await openTargetsStep(bench);
      try {
        weight = Math.max(weight, await kibibytesOf(scripts));
        await slowDown(page, times);
        const act = async () => {
          const name = "devices.xlsx";
          await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: "", buffer: file });
          await page.getByRole("button", { name: "Read 100,000 rows" }).click({ timeout: 60_000 });
          const tally = page.locator("#w-targets-tally").getByText("100,000 usable", { exact: true });
          await expect(tally).toBeVisible({ timeout: 60_000 });
        };
        stalls.push(await longestTask(page, act));
      } finally {
        await close();
      }
    }
    bench.say(`longest tasks: ${stalls.map((value) => value.toFixed(0)).join(" ")} ms`);
    return [
      atMost(
        { goal: 14, what: "longest main-thread task: reading 100,000 rows", unit: "ms" },
        median(stalls),
        50,
      ),
      atMost({ goal: 14, what: "workbook reader in the first load", unit: "KiB" }, weight, 0),
    ];
  },
};

async function kibibytesOf(scripts: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  const held = bodies.filter((body) => library.test(body.toString("utf8")));
  return held.reduce((sum, body) => sum + body.length / 1024, 0);
}
