import { pageSubtasks, type SubtaskPageQuery } from "@/lib/store/subtask-store";
import { firstPage, offsetPage } from "../baselines/first-page";
import type { Benchmark } from "../frame/benchmark";
import type { DatabaseStage } from "../frame/database-stage";
import { againstPeer, type Row } from "../frame/row";
import { makeDice, takeTurns } from "../frame/take-turns";

const [limit, rounds, offsetRounds] = [50, 200, 9] as const;

const views: { what: string; filter: Omit<SubtaskPageQuery, "limit" | "page"> }[] = [
  { what: "everything", filter: {} },
  { what: "Success, 84 of 100 rows", filter: { status: ["Success"] } },
  { what: "Fail, 10 of 100", filter: { status: ["Fail"] } },
  { what: "Timeout, 1 of 100", filter: { status: ["Timeout"] } },
  { what: "one error code", filter: { cause: ["IOTDA.014016"] } },
  { what: "Fail with one error code", filter: { status: ["Fail"], cause: ["IOTDA.014111"] } },
  { what: "three statuses", filter: { status: ["Fail", "Timeout", "Stopped"] } },
  { what: "two error codes", filter: { cause: ["IOTDA.014016", "IOTDA.000007"] } },
];

/** Every page of every view costs what the first page costs, and nothing of what it costs to count it off. */
export const benchmark: Benchmark = {
  name: "subtask-pages",
  goal: 1,
  method:
    `pages of ${limit} rows at random places of a task of a million in five million, by the product's own function with the total, ` +
    `words, causes and times of each row, beside the first page along the primary key (raw pg, prepared, no total); the middle one of ` +
    `${rounds} rounds in turn. Beside OFFSET: pages of the last tenth.`,
  run: async (bench) => {
    const stage = await bench.database();
    const places = await Promise.all(views.map((view) => openView(stage, view)));
    const roll = makeDice(1);
    const first = firstPage(stage.raw, stage.tasks.million.pk);
    const times = await takeTurns(
      {
        first,
        ...Object.fromEntries(places.map(({ what, pages, read }) => [what, () => read(1 + roll(pages))])),
        "behind a random row, by cursor": () => readBehind(stage, roll(stage.tasks.million.rows)),
      },
      rounds,
      bench.signal,
    );
    const { first: base, ...ours } = times;
    const rows = Object.entries(ours).map(([what, time]) =>
      againstPeer(
        { goal: 1, what: `a page of ${what}`, unit: "ms", note: "against the first page" },
        time,
        base,
        1.6,
      ),
    );
    return [...rows, ...(await besideOffset(stage, places, bench.signal))];
  },
};

interface Place {
  what: string;
  filter: (typeof views)[number]["filter"];
  pages: number;
  read: (page: number) => Promise<unknown>;
}

/** Looks at the last page first, as somebody has to before all pages are near. */
async function openView(
  { database, tasks }: DatabaseStage,
  { what, filter }: (typeof views)[number],
): Promise<Place> {
  const read = (page: number) => pageSubtasks(database, tasks.million.pk, { ...filter, limit, page });
  const { total } = await read(1);
  const pages = Math.ceil(total / limit);
  const last = await read(pages);
  if (last.rows.length !== total - (pages - 1) * limit)
    throw new Error(`the last page of ${what} is not whole`);
  return { what, filter, pages, read };
}

const readBehind = ({ database, tasks }: DatabaseStage, afterOrd: number) =>
  pageSubtasks(database, tasks.million.pk, { limit, afterOrd });

async function besideOffset(stage: DatabaseStage, places: Place[], signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, filter, pages, read } of places.slice(0, 2)) {
    const status = filter.status ? await numberOf(stage, "Success") : null;
    const counted = offsetPage(stage.raw, stage.tasks.million.pk, status);
    const page = (round: number) => Math.floor(pages * (0.9 + (0.1 * round) / offsetRounds));
    const { ours, offset } = await takeTurns(
      { ours: (round) => read(page(round)), offset: (round) => counted((page(round) - 1) * limit) },
      offsetRounds,
      signal,
    );
    const about = {
      goal: 1,
      what: `a page of ${what}, in the last tenth`,
      unit: "ms",
      note: "against OFFSET",
    };
    rows.push(againstPeer(about, ours, offset, 1 / 80));
  }
  return rows;
}

async function numberOf({ raw }: DatabaseStage, word: string): Promise<number> {
  const { rows } = await raw.query<{ id: number }>("SELECT id FROM word WHERE word = $1", [word]);
  return rows[0]?.id ?? 0;
}
