import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChangeCell } from "@/lib/contracts/subtask-changes";
import { inTransaction } from "./db";
import { findChanged, readChanges, type StateSpan } from "./subtask-changes";
import { saveSubtaskRows } from "./subtask-writer";
import { addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

const words = ["Waitting", "Processing", "Success", "Fail", "FailWaitRetry", "Stopped"] as const;
const [devices, flushes] = [240, 14] as const;
const start = Date.UTC(2026, 10, 22, 12);

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Numbers below `n`, the same in every run. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

interface Seen {
  ord: number;
  status: string;
  cause: string | null;
  attempt: number;
}
/** The whole table as it stood after each flush. */
type Film = Map<number, Seen>[];

async function film(task: number): Promise<Film> {
  const roll = dice(20_261_122);
  const frames: Film = [];
  for (let flush = 0; flush < flushes; flush += 1) {
    const rows = Array.from({ length: devices / 2 }, () => {
      const status = words[roll(words.length)] ?? "Fail";
      const fails = status === "Fail" || status === "FailWaitRetry";
      // Some causes are a code, some a text that names the device.
      const code = fails && roll(2) ? `E.${roll(3)}` : null;
      const errorMessage =
        fails && !code && roll(4) ? `Timeout of device ${roll(1_000)} in step${"x".repeat(roll(3))}` : null;
      return platformRow(`d-${roll(devices)}`, { status, errorCode: code, errorMessage });
    });
    const at = new Date(start + flush * 60_000);
    await inTransaction(store.database, (tx) => saveSubtaskRows(tx, task, rows, at));
    const { rows: found } = await store.database.pool.query<Seen>(
      `SELECT s.ord, w.word AS status, c.key AS cause, COALESCE(s.attempt, 1) AS attempt
       FROM subtask s JOIN word w ON w.id = s.status LEFT JOIN cause c ON c.id = s.cause_id WHERE task_id = $1`,
      [task],
    );
    frames.push(new Map(found.map((row) => [row.ord, row])));
  }
  return frames;
}

type Pair = [was: Seen | undefined, is: Seen | undefined];

function compare(pairs: Pair[]) {
  const there = pairs.filter(([was, is]) => was ?? is);
  const cells = (by: "status" | "cause") => {
    const counts: Record<string, number> = {};
    for (const [was, is] of there) {
      const [a, b] = [was?.[by] ?? null, is?.[by] ?? null];
      if (by === "cause" && a === null && b === null) continue;
      counts[`${a} > ${b}`] = (counts[`${a} > ${b}`] ?? 0) + 1;
    }
    return counts;
  };
  const changed = there.filter(([was, is]) => was?.status !== is?.status || was?.cause !== is?.cause).length;
  return { devices: there.length, changed, byStatus: cells("status"), byCause: cells("cause") };
}

const toCounts = (cells: ChangeCell[]) =>
  Object.fromEntries(cells.map(({ was, is, count }) => [`${was} > ${is}`, count]));

async function expectSame(task: number, span: StateSpan, pairs: Pair[]) {
  const { database } = store;
  const { causes, otherCauses, ...found } = await readChanges(database, task, span, 1_000);
  const expected = compare(pairs);
  expect({ ...found, byStatus: toCounts(found.byStatus), byCause: toCounts(found.byCause) }).toEqual(
    expected,
  );
  expect(otherCauses).toBe(0);
  for (const by of ["status", "cause"] as const) {
    for (const { was, is, count } of (by === "status" ? found.byStatus : found.byCause).slice(0, 3)) {
      const ords = await findChanged(database, task, span, { by, was, is }, 1_000);
      const wanted = pairs.filter(
        ([a, b]) => (a ?? b) && (a?.[by] ?? null) === was && (b?.[by] ?? null) === is,
      );
      expect(ords).toEqual(wanted.map(([a, b]) => (a ?? b)?.ord).sort((x = 0, y = 0) => x - y));
      expect(ords).toHaveLength(count);
      expect(await findChanged(database, task, span, { by, was, is }, count - 1)).toBeNull();
    }
  }
  for (const { cause, code, message } of causes) {
    expect(found.byCause.some(({ was, is }) => was === cause || is === cause)).toBe(true);
    expect(code === null ? message === null || message.startsWith("Timeout of") : code === cause).toBe(true);
  }
}

it("finds between any two moments and attempts what a film of the whole table shows", async () => {
  const task = await addTask(store, { taskId: "filmed" });
  const frames = await film(task);
  const every = Array.from({ length: devices }, (_, ord) => ord);
  for (const [from, to] of [
    [0, 1],
    [0, flushes - 1],
    [5, 9],
    [7, 8],
    [12, 13],
  ] as const) {
    const moment = (flush: number) => ({ at: new Date(start + flush * 60_000 + 1) });
    const pairs = every.map((ord): Pair => [frames[from]?.get(ord), frames[to]?.get(ord)]);
    await expectSame(task, { from: moment(from), to: moment(to) }, pairs);
    // At the very moment of a flush its rows are what it made them; just before, what they were.
    await expectSame(task, { from: { at: new Date(start + from * 60_000) }, to: moment(to) }, pairs);
  }
  const beforeAll = every.map((ord): Pair => [undefined, frames.at(-1)?.get(ord)]);
  await expectSame(task, { from: { at: new Date(start - 1) }, to: { at: new Date(start + 1e9) } }, beforeAll);

  const lastOf = (ord: number, attempt: number) =>
    frames.findLast((frame) => frame.get(ord)?.attempt === attempt)?.get(ord);
  for (const [from, to] of [
    [1, 2],
    [2, 3],
    [1, 4],
  ] as const) {
    const pairs = every.map(
      (ord): Pair => (lastOf(ord, to) ? [lastOf(ord, from), lastOf(ord, to)] : [undefined, undefined]),
    );
    expect(pairs.filter(([was, is]) => was && is).length).toBeGreaterThan(20);
    await expectSame(task, { from: { attempt: from }, to: { attempt: to } }, pairs);
  }
});

it("keeps the largest cells of causes and says how many devices the others hold", async () => {
  const task = await addTask(store, { taskId: "many-causes" });
  const rows = Array.from({ length: 20 }, (_, n) =>
    platformRow(`d-${n}`, { status: "Fail", errorCode: `E.${Math.floor(n / 4)}` }),
  );
  await inTransaction(store.database, (tx) => saveSubtaskRows(tx, task, rows, new Date(start)));
  const span = { from: { at: new Date(start - 1) }, to: { at: new Date(start) } };
  const found = await readChanges(store.database, task, span, 2);
  expect(found.byCause.map(({ is, count }) => [is, count])).toEqual([
    ["E.0", 4],
    ["E.1", 4],
  ]);
  expect(found).toMatchObject({ devices: 20, changed: 20, otherCauses: 12 });
  expect(found.causes.map(({ cause }) => cause).sort()).toEqual(["E.0", "E.1"]);
});
