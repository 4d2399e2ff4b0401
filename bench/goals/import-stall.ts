import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Response } from "@playwright/test";
import type { Benchmark } from "../frame/benchmark";
import { type LongestTask, longestTask, slowDown } from "../frame/main-thread";
import { makeDeviceWorkbook } from "../frame/make-workbook";
import { atMost } from "../frame/row";
import { stallRow } from "../frame/stall-row";
import { openTargetsStep } from "../frame/wizard-page";

const [rows, rounds, times] = [100_000, 3, 4] as const;
/** Longer than reading takes: whoever looked whether it is done would be work of the main thread too. */
const readMs = 8_000;
/** Texts only the reading libraries hold, whatever a build renames. */
const library = /xl\/_rels\/workbook\.xml\.rels|invalid block type/;

/** Reading a workbook stops nobody and weighs nothing before it is wanted. */
export const benchmark: Benchmark = {
  name: "import-stall",
  goal: 14,
  method:
    `a workbook of ${rows} rows read in the wizard of a production build in Chromium, its processor ${times} times slower: the longest ` +
    `task of the main thread by the processor's time, the middle one of ${rounds} windows; and the scripts of the first load that hold code of the reading libraries.`,
  run: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
    const path = join(folder, "devices.xlsx");
    writeFileSync(path, makeDeviceWorkbook(rows, "shared"));
    const stalls: LongestTask[] = [];
    let weight = 0;
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      const { page, scripts, close } = await openTargetsStep(bench);
      try {
        weight = Math.max(weight, await kibibytesOf(scripts));
        await slowDown(page, times);
        const act = async () => {
          // The path, not the bytes: handing those over would be work of the page's main thread.
          await page.locator("input[type=file]").first().setInputFiles(path);
          await sleep(readMs);
          // The dialog stands with its focus on Cancel.
          await page.keyboard.press("Tab");
          await page.keyboard.press("Enter");
          await sleep(readMs);
        };
        stalls.push(await longestTask(page, act));
        const tally = page.locator("#w-targets-tally").getByText("100,000 usable", { exact: true });
        await expect(tally).toBeVisible();
      } finally {
        await close();
      }
    }
    rmSync(folder, { recursive: true });
    return [
      stallRow("reading 100,000 rows", stalls, 50),
      atMost({ goal: 14, what: "workbook reader in the first load", unit: "KiB" }, weight, 0),
    ];
  },
};

async function kibibytesOf(scripts: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  const held = bodies.filter((body) => library.test(body.toString("utf8")));
  return held.reduce((sum, body) => sum + body.length / 1024, 0);
}
