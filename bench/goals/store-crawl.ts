import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { flushInTurn } from "@/lib/sync/flush-in-turn";
import { copyRows, writeCopyText } from "../baselines/copy-rows";
import { measureShapes } from "../baselines/uuid-shape";
import type { Benchmark } from "../frame/benchmark";
import type { DatabaseStage } from "../frame/database-stage";
import { targetOf } from "../frame/large-tasks";
import { againstPeer } from "../frame/row";
import { takeTurns } from "../frame/take-turns";

const [count, windowRows, rounds, shapeRows] = [30_000, 550, 5, 300_000] as const;
/** The model's way is so slow that a part of the rows must do. */
const [modelRows, modelPart] = [500, 6_000] as const;
const causes = ["IOTDA.014016", "IOTDA.014111"] as const;

/** What a crawl costs the database: compare, counts, history, attempts and positions beside a bare load. */
export const benchmark: Benchmark = {
  name: "store-crawl",
  goal: 4,
  method:
    `${count} rows by the product's writer, at once and in windows of ${windowRows} that come faster than they are stored, in the crawl's own line of flushes, beside COPY of the same ` +
    `rows into the same table in one statement and Prisma's createMany of ${modelRows} (of ${modelPart} rows); then the same rows again ` +
    `with 5 of 100 changed; the middle one of ${rounds} rounds in turn, in a table of five million rows. Bytes a row of ${shapeRows} rows with all indexes, beside the same ` +
    "rows under random UUIDs with texts for words.",
  run: async (bench) => {
    const stage = await bench.database();
    const rows = makeRows(false);
    const [known, slowly] = [await storeFor(stage, rows), await storeFor(stage, rows)];
    const states = [makeRows(true), rows] as const;
    const [next, nextSlowly] = [takeNext(states), takeNext(states)];
    const loads = await prepareLoads(stage, rows);
    const times = await takeTurns(
      {
        copy: async () => copyRows(stage.raw, loads.pop() ?? Buffer.alloc(0)),
        atOnce: () => storeFor(stage, rows),
        inWindows: async () => storeWindows(stage, await stage.addTask(), rows),
        refresh: () => store(stage, known, next()),
        refreshInWindows: () => storeWindows(stage, slowly, nextSlowly()),
        model: () => createByModel(stage, rows.slice(0, modelPart)),
      },
      rounds,
      bench.signal,
    );
    const { copy } = times;
    const model = times.model * (count / modelPart);
    const rates = Object.entries({ ...times, model }).map(
      ([what, time]) => `${what} ${Math.round(count / time)}k rows/s`,
    );
    bench.say(rates.join(", "));
    const shapes = await measureShapes(
      stage.raw,
      stage.tasks.million.pk,
      Math.min(shapeRows, stage.tasks.million.rows),
    );
    const about = { goal: 4, unit: "ms" };
    const part = (share: number) => `against COPY: at least ${share} of its rate`;
    return [
      againstPeer({ ...about, what: "new rows at once", note: part(0.35) }, times.atOnce, copy, 1 / 0.35),
      againstPeer(
        { ...about, what: "new rows, window by window", note: part(0.35) },
        times.inWindows,
        copy,
        1 / 0.35,
      ),
      againstPeer(
        { ...about, what: "5 of 100 changed, at once", note: part(0.6) },
        times.refresh,
        copy,
        1 / 0.6,
      ),
      againstPeer(
        { ...about, what: "5 of 100 changed, window by window", note: part(0.6) },
        times.refreshInWindows,
        copy,
        1 / 0.6,
      ),
      againstPeer(
        {
          ...about,
          what: "new rows at once",
          note: "against Prisma createMany: ten times its rate",
        },
        times.atOnce,
        model,
        1 / 10,
      ),
      againstPeer(
        {
          ...about,
          what: "new rows, window by window",
          note: "against Prisma createMany: ten times its rate",
        },
        times.inWindows,
        model,
        1 / 10,
      ),
      againstPeer(
        { goal: 4, what: "a row with all indexes", unit: "bytes", note: "against random UUIDs and texts" },
        shapes.ours,
        shapes.uuid,
        0.6,
      ),
    ];
  },
};

/** One after the other, from the start again. */
function takeNext<State>(states: readonly [State, State]): () => State {
  let taken = 0;
  return () => states[taken++ % 2 === 0 ? 0 : 1];
}

function makeRows(changed: boolean): PlatformSubtask[] {
  return Array.from({ length: count }, (_, n) => {
    const fails = n % 10 === 0 || (changed && n % 20 === 3);
    const status = fails ? "Fail" : "Success";
    return {
      target: targetOf(n),
      ...{ status, platformStatus: status, commandId: null },
      output: fails ? null : `V1.1.${n % 50}`,
      errorCode: fails ? (causes[n % 2] ?? null) : null,
      errorMessage: fails ? "The device did not answer within 20 s." : null,
    };
  });
}

/** Into a new task; its number. */
async function storeFor(stage: DatabaseStage, rows: readonly PlatformSubtask[]): Promise<number> {
  const task = await stage.addTask();
  await store(stage, task, rows);
  return task;
}

/** In one transaction. */
async function store(
  { database }: DatabaseStage,
  task: number,
  rows: readonly PlatformSubtask[],
): Promise<void> {
  await inTransaction(database, (tx) => saveSubtaskRows(tx, task, rows, new Date()));
}

/** As a crawl stores its windows while they come faster than it can: what waits goes together. */
async function storeWindows(
  stage: DatabaseStage,
  task: number,
  rows: readonly PlatformSubtask[],
): Promise<void> {
  const line = flushInTurn(
    (part) => store(stage, task, part),
    () => undefined,
  );
  const place = { marker: null, offset: 0, pages: 0, skipped: 0 };
  for (let passed = 0; passed < rows.length; passed += windowRows) {
    await line.add(rows.slice(passed, passed + windowRows), { ...place, passed });
  }
  await line.settle();
}

interface Numbers {
  statusOf: (row: PlatformSubtask) => number;
  causeOf: (row: PlatformSubtask) => number | null;
}

async function readNumbers({ raw }: DatabaseStage): Promise<Numbers> {
  const { rows } = await raw.query<{ name: string; id: number }>(
    "SELECT word AS name, id FROM word UNION ALL SELECT key, id FROM cause",
  );
  const ids = new Map(rows.map(({ name, id }) => [name, id]));
  return {
    statusOf: ({ status }) => ids.get(status) ?? 0,
    causeOf: ({ errorCode }) => (errorCode === null ? null : (ids.get(errorCode) ?? null)),
  };
}

/** One for every round, made before: reading them is all that is left to do. */
async function prepareLoads(stage: DatabaseStage, rows: readonly PlatformSubtask[]): Promise<Buffer[]> {
  const numbers = await readNumbers(stage);
  const loads: Buffer[] = [];
  for (let round = -2; round < rounds; round += 1) {
    loads.push(writeCopyText(await stage.addTask(), rows, numbers, new Date()));
  }
  return loads;
}

async function createByModel(stage: DatabaseStage, rows: readonly PlatformSubtask[]): Promise<void> {
  const numbers = await readNumbers(stage);
  const taskId = await stage.addTask();
  const firstSeenAt = new Date();
  for (let start = 0; start < rows.length; start += modelRows) {
    await stage.database.prisma.subtask.createMany({
      data: rows.slice(start, start + modelRows).map((row, n) => ({
        ...{
          taskId,
          ord: start + n,
          target: row.target,
          status: numbers.statusOf(row),
          causeId: numbers.causeOf(row),
        },
        ...{
          errorCode: row.errorCode,
          errorMsg: row.errorMessage,
          output: row.output,
          attempt: 1,
          firstSeenAt,
        },
      })),
    });
  }
}
