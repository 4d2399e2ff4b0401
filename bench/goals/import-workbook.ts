import type { Page } from "@playwright/test";
import type { Bench, Benchmark } from "../frame/benchmark";
import { makeDeviceWorkbook } from "../frame/make-workbook";
import { againstPeer, median, type Row } from "../frame/row";
import { servePage } from "../frame/serve-page";

const [rows, rounds] = [100_000, 5] as const;
const targets = "components/wizard/targets";
/** Who reads, and how much of a peer's time ours may take. */
const peers = { "read-excel-file": 1.3, sheetjs: 0.6 } as const;
type Reader = "ours" | keyof typeof peers;
const readers: readonly Reader[] = ["ours", "read-excel-file", "sheetjs"];
const layouts = { shared: "texts shared", inline: "texts in the cells" } as const;

/** Performance sheet, goal 14: from a file to a checked list, against the reading library alone. */
export const benchmark: Benchmark = {
  name: "import-workbook",
  goal: 14,
  method:
    `a workbook of ${rows} rows and two columns in Chromium, from the file to counted, checked and guessed IDs in our workers, ` +
    `against read-excel-file and SheetJS alone in a worker; every trial starts its reader anew, ${rounds} rounds by turns, the middle one counts.`,
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
        sheetjs: "bench/baselines/sheetjs.worker.ts",
      },
      files,
    );
    try {
      return [...(await measure(bench, page.url, "shared")), ...(await measure(bench, page.url, "inline"))];
    } finally {
      await page.close();
    }
  },
};

async function measure(bench: Bench, url: string, texts: keyof typeof layouts): Promise<Row[]> {
  const window = await bench.openWindow();
  try {
    const page = await window.newPage();
    await page.goto(url);
    const taken = new Map<Reader, number[]>(readers.map((reader) => [reader, []]));
    for (const reader of readers) await runTrial(page, reader, texts);
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      // Whoever goes second finds warmer caches: they take turns.
      const turns = readers.map((_, at) => readers[(at + round) % readers.length] ?? "ours");
      for (const reader of turns) taken.get(reader)?.push(await runTrial(page, reader, texts));
    }
    for (const [reader, times] of taken) bench.say(`${layouts[texts]}: ${reader} ${list(times)} ms`);
    const ours = median(taken.get("ours") ?? []);
    return Object.entries(peers).map(([peer, limit]) => {
      const what = `100,000-row XLSX to a checked list, ${layouts[texts]}`;
      const about = { goal: 14, what, unit: "ms", note: `against ${peer} alone` };
      return againstPeer(about, ours, median(taken.get(peer as keyof typeof peers) ?? []), limit);
    });
  } finally {
    await window.close();
  }
}

/** Milliseconds. */
async function runTrial(page: Page, reader: Reader, texts: keyof typeof layouts): Promise<number> {
  const { milliseconds, count } = await page.evaluate(([name, file]) => window.trial(name, file), [
    reader,
    `/${texts}.xlsx`,
  ] as const);
  // A library counts the headings, we leave them out.
  if (count !== (reader === "ours" ? rows : rows + 1)) {
    throw new Error(`${reader} read ${count} of ${rows} rows`);
  }
  return milliseconds;
}

const list = (values: readonly number[]) => values.map((value) => Math.round(value)).join(" ");
