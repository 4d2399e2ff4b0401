import type { Page } from "@playwright/test";
import type { Bench, Benchmark } from "../frame/benchmark";
import { makeDeviceWorkbook } from "../frame/make-workbook";
import { againstPeer, median, notMeasured, type Row } from "../frame/row";
import { servePage } from "../frame/serve-page";

const [rows, rounds] = [100_000, 5] as const;
const targets = "components/wizard/targets";
const layouts = { shared: "texts shared", inline: "texts in the cells" } as const;

/** Performance sheet, goal 14: from a file to a checked list, against the reading library alone. */
export const benchmark: Benchmark = {
  name: "import-workbook",
  goal: 14,
  method:
    `a workbook of ${rows} rows and two columns in Chromium, from the file to counted, checked and guessed IDs in our workers, ` +
    `against read-excel-file alone in a worker; every trial starts its reader anew, ${rounds} rounds by turns, the middle one counts.`,
  run: async (bench) => {
    const files = Object.fromEntries(
      (["shared", "inline"] as const).map((texts) => [`/${texts}.xlsx`, makeDeviceWorkbook(rows, texts)]),
    );
    const page = await servePage(
      {
        page: "bench/pages/import-page.ts",
        "target-desk.worker": `${targets}/target-desk.worker.ts`,
        "read-file.worker": `${targets}/file/read-file.worker.ts`,
        "read-excel-file": "bench/baselines/read-excel-file.worker.ts",
      },
      files,
    );
    try {
      const measured = [await measure(bench, page.url, "shared"), await measure(bench, page.url, "inline")];
      const about = { goal: 14, what: "the same against SheetJS or exceljs", unit: "ms" };
      const note = "neither is installed, and need not be: goal 14 asks 0.6 of them";
      return [...measured, notMeasured({ ...about, note }, 0)];
    } finally {
      await page.close();
    }
  },
};

async function measure(bench: Bench, url: string, texts: keyof typeof layouts): Promise<Row> {
  const window = await bench.openWindow();
  try {
    const page = await window.newPage();
    await page.goto(url);
    const trial = (who: "ours" | "peer") => runTrial(page, who, texts);
    await trial("ours");
    await trial("peer");
    const ours: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      // Whoever goes second finds warmer caches: they take turns.
      for (const who of round % 2 === 0 ? (["ours", "peer"] as const) : (["peer", "ours"] as const)) {
        (who === "ours" ? ours : peer).push(await trial(who));
      }
    }
    bench.say(`${layouts[texts]}: ours ${list(ours)}; read-excel-file ${list(peer)} ms`);
    const about = { goal: 14, what: `100,000-row XLSX to a checked list, ${layouts[texts]}`, unit: "ms" };
    return againstPeer({ ...about, note: "against read-excel-file alone" }, median(ours), median(peer), 1.3);
  } finally {
    await window.close();
  }
}

async function runTrial(page: Page, who: "ours" | "peer", texts: keyof typeof layouts): Promise<number> {
  const { milliseconds, count } = await page.evaluate(([name, file]) => window.trial(name, file), [
    who,
    `/${texts}.xlsx`,
  ] as const);
  // The peer counts the headings, we leave them out.
  if (count !== (who === "ours" ? rows : rows + 1)) throw new Error(`${who} read ${count} of ${rows} rows`);
  return milliseconds;
}

const list = (values: readonly number[]) => values.map((value) => Math.round(value)).join(" ");
