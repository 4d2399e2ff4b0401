import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import type { Bench, Benchmark } from "../frame/benchmark";
import { openTablePage } from "../frame/open-table-page";
import { type ClickTimes, readFigures, timeClick } from "../frame/page-probe";
import { againstPeer, atMost, median, type Row } from "../frame/row";
import { makeRow } from "../frame/seed-task";
import {
  type Filter,
  openTableHouse,
  type PageName,
  pageTitles,
  type TableHouse,
  tablePages,
} from "../frame/table-pages";

const [rounds, turns] = [4, 3] as const;
const newsEveryMs = 500;
const limits = [
  ["antd", 0.45],
  ["reactAdmin", 0.4],
  ["agGrid", 0.25],
] as const satisfies [PageName, number][];
const names = ["ours", ...limits.map(([name]) => name)] as const;
type Name = (typeof names)[number];
type Times = Record<Name, { filter: ClickTimes[]; page: ClickTimes[] }>;

/** How long people wait for other rows. */
export const benchmark: Benchmark = {
  name: "filter-paint",
  goal: 13,
  method:
    "from a click on a filter, or on the next page, to the paint with its rows in sight (and, said beside it, with all of the page's), in a " +
    "Chromium with a processor four times slower, the button held down as long as people do; pages of " +
    `50 and of 200 rows, one row of the task changing every ${newsEveryMs} ms, which ours is told by its stream; the peers are pages of the same Next ` +
    `that read the same rows from the console; the middle one of ${rounds} rounds of ${turns} clicks in turn.`,
  run: async (bench) => {
    const house = await openTableHouse(bench);
    const news = setInterval(() => void changeRow(house), newsEveryMs);
    try {
      return [...(await measure(bench, house, 50)), ...(await measure(bench, house, 200))];
    } finally {
      clearInterval(news);
      await house.close();
    }
  },
};

let flushed = 0;
/** As a crawl would; its readers are told. */
async function changeRow({ stage }: TableHouse): Promise<void> {
  const row = { ...makeRow(50), output: `flush ${++flushed}` };
  await inTransaction(stage.database, (tx) => saveSubtaskRows(tx, stage.task.pk, [row], new Date()));
}

async function measure(bench: Bench, house: TableHouse, size: number): Promise<Row[]> {
  const times = Object.fromEntries(names.map((name) => [name, { filter: [], page: [] }])) as unknown as Times;
  const events: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      bench.signal.throwIfAborted();
      events.push(...(await clickAround(house, name, size, times[name])));
    }
  }
  const of = (name: Name, what: "filter" | "page", rows: keyof ClickTimes = "inSight") =>
    median(times[name][what].map((each) => each[rows]));
  const say = (what: "filter" | "page", rows: keyof ClickTimes) =>
    names.map((name) => `${pageTitles[name]} ${Math.round(of(name, what, rows))} ms`).join(", ");
  bench.say(
    `${size} rows, in sight: filter ${say("filter", "inSight")}; next page ${say("page", "inSight")}`,
  );
  bench.say(`${size} rows, all of them: filter ${say("filter", "all")}; next page ${say("page", "all")}`);
  const rows = (["filter", "page"] as const).flatMap((what) =>
    limits.map(([name, share]) =>
      againstPeer(
        {
          ...{ goal: 13, unit: "ms" },
          what: `${what === "filter" ? "a filter" : "the next page"}, ${size} rows, to ${pageTitles[name]}'s`,
        },
        of("ours", what),
        of(name, what),
        share,
      ),
    ),
  );
  const p98 = events.toSorted((a, b) => a - b)[Math.ceil(events.length * 0.98) - 1] ?? 0;
  return [...rows, atMost({ goal: 13, unit: "ms", what: `p98 of an event, ${size} rows` }, p98, 200)];
}

/** Filters and pages in turn, so that no page of rows is asked for twice; answers what the browser says of our events. */
async function clickAround(
  house: TableHouse,
  name: Name,
  size: number,
  times: Times[Name],
): Promise<number[]> {
  const { page, wanted, close } = await openTablePage(house, name, { size });
  const { filter, next } = tablePages[name];
  const order: Filter[] = ["Success", "Fail", "Waitting"];
  try {
    for (const each of order.slice(0, turns)) {
      const filtered = await wanted(each, 1);
      times.filter.push(await timeClick(page, filtered, filter(page, each), "top"));
      const paged = await wanted(each, 2);
      times.page.push(await timeClick(page, paged, next(page), "bottom"));
    }
    return name === "ours" ? (await readFigures(page)).events : [];
  } finally {
    await close();
  }
}
