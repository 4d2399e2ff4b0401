import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { inTransaction } from "./db";
import { findFirstMoved, makeAnchors } from "./subtask-anchors";
import { resolveFilter } from "./subtask-filter";
import { pageSubtasks, type SubtaskPageQuery } from "./subtask-store";
import { summariseSubtasks } from "./subtask-summary";
import { saveSubtaskRows } from "./subtask-writer";
import { addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

/** Small, so that 1,500 rows have what a million have. */
const tuning = { step: 7, from: 500 };
const words = ["Waitting", "Processing", "Success", "Fail", "FailWaitRetry", "Timeout", "Stopped"] as const;
const devices = 1_500;

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

/** What the store must hold: every device once, in order of first sight, as last told. */
type Mirror = Map<string, { status: string; cause: string | null }>;

function tell(mirror: Mirror, roll: (n: number) => number, count: number): PlatformSubtask[] {
  return Array.from({ length: count }, () => {
    const target = `65a1_${String(roll(devices)).padStart(5, "0")}`;
    const status = words[roll(words.length)] ?? "Fail";
    const fails = status === "Fail" || status === "FailWaitRetry" || status === "Timeout";
    const errorCode = fails && roll(4) ? `E.${roll(3)}` : null;
    mirror.set(target, { status, cause: fails ? (errorCode ?? "none") : null });
    return platformRow(target, { status, errorCode, output: roll(9) ? null : "x" });
  });
}

function drawFilter(roll: (n: number) => number): SubtaskPageQuery {
  const some = (all: readonly string[]) =>
    Array.from({ length: 1 + roll(3) }, () => all[roll(all.length)] ?? "");
  const filter: SubtaskPageQuery = { limit: [1, 5, 50, 200][roll(4)] ?? 50 };
  const kind = roll(6);
  if (kind !== 0 && kind !== 2) filter.status = some(words);
  if (kind >= 2 && kind !== 5) filter.cause = some(["E.0", "E.1", "E.2", "none"]);
  if (roll(5) === 0) filter.q = ["65a1_", "65a1_00", "00", "7", "65a1_00123", "1_0"][roll(6)];
  return filter;
}

function expected(mirror: Mirror, { status, cause, q }: SubtaskPageQuery): string[] {
  return [...mirror]
    .filter(([target]) => !q || target.includes(q))
    .filter(([, row]) => !status || status.includes(row.status))
    .filter(([, row]) => !cause || cause.includes(row.cause ?? ""))
    .map(([target]) => target);
}

describe("a large task whose rows go back and forth", () => {
  it("has exact counts and pages of every filter after every flush", async () => {
    const { database } = store;
    const task = await addTask(store, { taskId: "churned" });
    const roll = dice(20_261_122);
    const mirror: Mirror = new Map();
    const save = (count: number) =>
      inTransaction(database, (tx) => saveSubtaskRows(tx, task, tell(mirror, roll, count), new Date(0)));
    await save(2_000);
    for (let round = 0; round < 5; round += 1) {
      // A window of few rows leaves most anchors standing, a large one none.
      await save(round % 2 ? 400 : 3);
      await expectCounts(task, mirror);
      for (let look = 0; look < 24; look += 1) {
        const filter = drawFilter(roll);
        const all = expected(mirror, filter);
        const page = 1 + roll(Math.ceil(all.length / filter.limit) + 1);
        const found = await pageSubtasks(database, task, { ...filter, page }, tuning);
        const start = (page - 1) * filter.limit;
        const seen = { filter, page, total: found.total, rows: found.rows.map(({ target }) => target) };
        expect(seen).toEqual({
          filter,
          page,
          total: all.length,
          rows: all.slice(start, start + filter.limit),
        });
      }
      await expectAnchors(task);
    }
    const { rows } = await database.pool.query(
      "SELECT count(*)::int AS n FROM subtask_anchor WHERE task_id = $1",
      [task],
    );
    expect(rows[0].n).toBeGreaterThan(200);
  });

  async function expectCounts(task: number, mirror: Mirror) {
    const { byStatus, byError } = await summariseSubtasks(store.database, task);
    const count = (keys: (string | null)[]) => {
      const counts: Record<string, number> = {};
      for (const key of keys) if (key !== null) counts[key] = (counts[key] ?? 0) + 1;
      return counts;
    };
    const rows = [...mirror.values()];
    expect(byStatus).toEqual(count(rows.map(({ status }) => status)));
    expect(Object.fromEntries(byError.map(({ cause, count: n }) => [cause, n]))).toEqual(
      count(rows.map(({ cause }) => cause)),
    );
    const { rows: sums } = await store.database.pool.query(
      `SELECT (SELECT sum(n)::int FROM subtask_count WHERE task_id = $1) AS counted,
         (SELECT count(*)::int FROM subtask WHERE task_id = $1) AS there,
         (SELECT jsonb_agg(jsonb_build_array(status, cause_id, n) ORDER BY status, cause_id) FROM subtask_count
          WHERE task_id = $1 AND n <> 0) =
         (SELECT jsonb_agg(jsonb_build_array(status, cause, n) ORDER BY status, cause) FROM
           (SELECT status, COALESCE(cause_id, 0) AS cause, count(*)::int AS n FROM subtask WHERE task_id = $1 GROUP BY 1, 2) g) AS same`,
      [task],
    );
    expect(sums[0]).toEqual({ counted: mirror.size, there: mirror.size, same: true });
  }

  /** Each stands at the row of its number. */
  async function expectAnchors(task: number) {
    const { pool } = store.database;
    const { rows } = await pool.query<{ status: number; cause: number }>(
      "SELECT status, COALESCE(cause_id, 0) AS cause FROM subtask WHERE task_id = $1 ORDER BY ord",
      [task],
    );
    const anchors = await pool.query<{ filter: string; places: [k: number, ord: number][] }>(
      `SELECT filter, jsonb_agg(jsonb_build_array(k, ord)) AS places FROM subtask_anchor WHERE task_id = $1
       GROUP BY filter`,
      [task],
    );
    for (const { filter, places } of anchors.rows) {
      // A row is in a view when coming to it from nothing would move the view.
      const was = { status: 0, cause: 0 };
      const ords = rows.flatMap((is, ord) => findFirstMoved(filter, [{ ord, was, is }]) ?? []);
      expect(places.filter(([k, ord]) => ords[k * tuning.step] !== ord)).toEqual([]);
    }
  }

  it("keeps no anchors that were counted while rows moved", async () => {
    const { database } = store;
    const task = await addTask(store, { taskId: "raced" });
    const rows = (status: string) => Array.from({ length: 600 }, (_, n) => platformRow(`d-${n}`, { status }));
    await inTransaction(database, (tx) => saveSubtaskRows(tx, task, rows("Success"), new Date(0)));
    const view = await resolveFilter(database, task, { status: ["Success"] });
    if (!view) throw new Error("Success is a known word");
    const anchors = async () =>
      (await database.pool.query("SELECT FROM subtask_anchor WHERE task_id = $1", [task])).rowCount;
    let made: Promise<boolean> | undefined;
    await inTransaction(database, async (tx) => {
      await saveSubtaskRows(tx, task, rows("Fail").slice(0, 100), new Date(1));
      made = makeAnchors(database, view, 300, tuning);
      for (let waiting = 0; waiting === 0; ) {
        const { rows: found } = await database.pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        waiting = found[0]?.n ?? 0;
      }
    });
    await made;
    expect(await anchors()).toBe(0);
    await makeAnchors(database, view, 300, tuning);
    expect(await anchors()).toBe(Math.floor(300 / tuning.step) + 1);
    // The task is too small for them where they are kept from more rows on.
    expect(await makeAnchors(database, view, 300, { ...tuning, from: 601 })).toBe(false);
  });
});
