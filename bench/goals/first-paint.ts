import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Benchmark } from "../frame/benchmark";
import { openTablePage } from "../frame/open-table-page";
import { readFigures } from "../frame/page-probe";
import { againstPeer, atMost, median, type Row } from "../frame/row";
import { openTableHouse, type PageName, pageTitles, type TableHouse } from "../frame/table-pages";

const rounds = 5;
/** A later candidate would have been painted by then. */
const restMs = 1_000;
const limits = [
  ["bare", 1.75],
  ["antd", 0.35],
  ["reactAdmin", 0.25],
] as const satisfies [PageName, number][];
const names = ["ours", ...limits.map(([name]) => name)] as const;
type Name = (typeof names)[number];

/** When the largest part of the page is painted, and whether anything jumped. */
export const benchmark: Benchmark = {
  name: "first-paint",
  goal: 12,
  method:
    "largest contentful paint of a page with 50 rows in a Chromium with an empty cache and a processor four times slower, by itself and " +
    `over 10 Mbit/s to a server 40 ms away; the peers are pages of the same Next with the same rows; the middle one of ${rounds} rounds in turn.`,
  run: async (bench) => {
    const house = await openTableHouse(bench);
    try {
      return [...(await measure(bench, house, false)), ...(await measure(bench, house, true))];
    } finally {
      await house.close();
    }
  },
};

async function measure(bench: Bench, house: TableHouse, distant: boolean): Promise<Row[]> {
  const paints: Record<Name, number[]> = { ours: [], bare: [], antd: [], reactAdmin: [] };
  const shifts: number[] = [];
  // The first of all compiles what the servers need.
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      bench.signal.throwIfAborted();
      const { page, close } = await openTablePage(house, name, { distant });
      try {
        await sleep(restMs);
        const { largestPaint, layoutShift } = await readFigures(page);
        if (round >= 0) paints[name].push(largestPaint);
        if (name === "ours") shifts.push(layoutShift);
      } finally {
        await close();
      }
    }
  }
  const where = distant ? "10 Mbit/s, 40 ms" : "near";
  bench.say(
    `${where}: ${names.map((name) => `${pageTitles[name]} ${Math.round(median(paints[name]))} ms`).join(", ")}`,
  );
  return [
    ...limits.map(([name, times]) =>
      againstPeer(
        { goal: 12, unit: "ms", what: `largest paint, ${where}, to ${pageTitles[name]}'s` },
        median(paints.ours),
        median(paints[name]),
        times,
      ),
    ),
    atMost({ goal: 12, unit: "", what: `layout shift, ${where}, the worst` }, Math.max(...shifts), 0.02),
  ];
}
