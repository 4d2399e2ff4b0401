import { setTimeout as sleep } from "node:timers/promises";
import type { Benchmark } from "../frame/benchmark";
import { openTablePage } from "../frame/open-table-page";
import { againstPeer, median } from "../frame/row";
import { openTableHouse, type PageName, pageTitles } from "../frame/table-pages";

const rounds = 4;
const laterMs = 3_000;
const limits = [
  ["bare", 1.3],
  ["antd", 0.55],
  ["reactAdmin", 0.45],
] as const satisfies [PageName, number][];
const names = ["ours", ...limits.map(([name]) => name)] as const;

/** What a person waits for before the table can be used. */
export const benchmark: Benchmark = {
  name: "first-load",
  goal: 11,
  method:
    "scripts a Chromium with an empty cache asks for until the rows stand and filters, rows and pages work, each packed by the same gzip; the " +
    `peers are pages of the same Next with the same 50 rows of the console's API; the middle one of ${rounds} rounds in turn.`,
  run: async (bench) => {
    const house = await openTableHouse(bench);
    const sizes = new Map(names.map((name) => [name, { usable: [] as number[], later: [] as number[] }]));
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const name of names) {
          bench.signal.throwIfAborted();
          const opened = await openTablePage(house, name);
          try {
            sizes.get(name)?.usable.push((await opened.scriptBytes()) / 1024);
            await sleep(laterMs);
            sizes.get(name)?.later.push((await opened.scriptBytes()) / 1024);
          } finally {
            await opened.close();
          }
        }
      }
    } finally {
      await house.close();
    }
    const size = (name: PageName, when: "usable" | "later" = "usable") =>
      median(sizes.get(name as (typeof names)[number])?.[when] ?? []);
    return limits.map(([name, times]) =>
      againstPeer(
        {
          ...{
            goal: 11,
            unit: "KiB",
            what: `scripts before the table of a task works, to ${pageTitles[name]}'s`,
          },
          note: `${size("ours", "later").toFixed(1)} of ours once it rests`,
        },
        size("ours"),
        size(name),
        times,
      ),
    );
  },
};
