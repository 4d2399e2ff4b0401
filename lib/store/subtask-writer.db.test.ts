import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { inTransaction } from "./db";
import { readSubtaskHistory } from "./subtask-history";
import { pageSubtasks } from "./subtask-store";
import { summariseSubtasks } from "./subtask-summary";
import { saveSubtaskRows } from "./subtask-writer";
import { addConnection, addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

let taskNumber = 0;
const newTask = () => addTask(store, { taskId: `task-${taskNumber++}` });
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, seconds));
const save = (taskPk: number, rows: PlatformSubtask[], seconds = 0) =>
  inTransaction(store.database, (tx) => saveSubtaskRows(tx, taskPk, rows, at(seconds)));
const manyRows = (count: number, status = "Processing") =>
  Array.from({ length: count }, (_, n) =>
    platformRow(`65f80f2ca1b2c3d4e5f60718_water-meter-${n}`, { status }),
  );
/** Rows of the table that PostgreSQL went through to store these. */
const rowsReadBy = (taskPk: number, rows: PlatformSubtask[]) =>
  inTransaction(store.database, async (tx) => {
    const soFar = async () => {
      const [counted] = await tx.$queryRaw<{ read: number }[]>`
        SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'subtask'`;
      return counted?.read ?? Number.NaN;
    };
    // What earlier transactions of the same connection read may still be among it.
    const before = await soFar();
    await saveSubtaskRows(tx, taskPk, rows, at(0));
    return (await soFar()) - before;
  });
const all = async (taskPk: number) => (await pageSubtasks(store.database, taskPk, { limit: 200 })).rows;

describe("saveSubtaskRows", () => {
  it("numbers rows densely in the order received, over several flushes", async () => {
    const task = await newTask();
    await save(task, [platformRow("c"), platformRow("a")]);
    await save(task, [platformRow("a"), platformRow("b"), platformRow("c"), platformRow("d")]);
    expect((await all(task)).map((row) => row.target)).toEqual(["c", "a", "b", "d"]);
    const { rows } = await store.database.pool.query(
      "SELECT array_agg(ord ORDER BY ord) AS ords FROM subtask WHERE task_id = $1",
      [task],
    );
    expect(rows[0].ords).toEqual([0, 1, 2, 3]);
  });

  it("stores a row that repeats within a batch once, as last read", async () => {
    const task = await newTask();
    const saved = await save(task, [
      platformRow("a"),
      platformRow("b"),
      platformRow("a", { status: "Success" }),
    ]);
    expect(saved).toEqual({ inserted: 2, changed: 0 });
    expect((await all(task)).map((row) => [row.target, row.status])).toEqual([
      ["a", "Success"],
      ["b", "Processing"],
    ]);
  });

  // What PostgreSQL believes of a task is what it saw when it last counted: one row, of a task that is being read.
  it("never goes through the rows once for each row, whatever the statistics say", async () => {
    const [known, size, window] = [30_000, 3_000, 200] as const;
    await save(await newTask(), manyRows(known));
    await store.database.pool.query("ANALYZE subtask");
    const task = await newTask();
    for (const status of ["Processing", "Success"]) {
      const rows = manyRows(size, status);
      for (let from = 0; from < size; from += window) {
        const read = await rowsReadBy(task, rows.slice(from, from + window));
        expect(read).toBeLessThanOrEqual(3 * window + 2 * size);
      }
    }
  });

  it("leaves an unchanged row alone", async () => {
    const task = await newTask();
    await save(task, [platformRow("a", { output: "x" })]);
    const version = async () =>
      (await store.database.pool.query("SELECT xmin::text FROM subtask WHERE task_id = $1", [task])).rows;
    const before = await version();
    expect(await save(task, [platformRow("a", { output: "x" })], 5)).toEqual({ inserted: 0, changed: 0 });
    expect(await version()).toEqual(before);
    expect((await all(task))[0]?.changedAt).toBeNull();
  });

  it("keeps what a row was before it changed, and when the change was seen", async () => {
    const task = await newTask();
    const failed = { status: "Fail", errorCode: "IOTDA.014016", errorMessage: "offline" };
    await save(task, [platformRow("a", failed)]);
    await save(task, [platformRow("a")], 5);
    await save(task, [platformRow("a", { status: "Success", output: "ok" })], 9);
    const told = { platformStatus: "Processing", errorCode: null, errorMessage: null, output: null };
    expect(await readSubtaskHistory(store.database, task, { target: "a", limit: 9 })).toEqual([
      { ...told, status: "Processing", attempt: 2, until: at(9).toISOString() },
      { ...told, ...failed, platformStatus: "Fail", attempt: null, until: at(5).toISOString() },
    ]);
    expect(await readSubtaskHistory(store.database, task, { target: "b", limit: 9 })).toBeNull();
    expect((await all(task))[0]).toMatchObject({
      status: "Success",
      output: "ok",
      attempt: 2,
      cause: null,
      errorCode: null,
      firstSeenAt: at(0).toISOString(),
      changedAt: at(9).toISOString(),
    });
  });

  it("writes no history for an output that was filled in", async () => {
    const task = await newTask();
    await save(task, [platformRow("a", { status: "Success" })]);
    expect(await save(task, [platformRow("a", { status: "Success", output: "1.2" })], 5)).toMatchObject({
      changed: 1,
    });
    expect(await readSubtaskHistory(store.database, task, { target: "a", limit: 9 })).toEqual([]);
  });

  it("tells the last changes asked for, newest first, of each command of a legacy device", async () => {
    const connectionId = await addConnection(store.database, "legacy", "na");
    const task = await addTask({ ...store, connectionId }, { taskId: "legacy" });
    const row = (commandId: string, status: string) => platformRow("a", { commandId, status });
    for (let n = 0; n <= 102; n++) await save(task, [row("c1", n % 2 ? "Fail" : "Waitting")], n);
    await save(task, [row("c1", "Waitting"), row("c2", "Processing")], 200);
    await save(task, [row("c2", "Fail")], 201);
    const history = (commandId?: string) =>
      readSubtaskHistory(store.database, task, { target: "a", commandId, limit: 100 });
    const first = (await history()) ?? [];
    expect(first.map(({ until }) => until)).toEqual(
      Array.from({ length: 100 }, (_, n) => at(102 - n).toISOString()),
    );
    expect(first[0]).toMatchObject({ status: "Fail", platformStatus: "Fail" });
    expect(first[1]).toMatchObject({ status: "Waitting", platformStatus: "Pending" });
    expect(await history("c1")).toEqual(first);
    expect(await history("c2")).toMatchObject([{ status: "Processing", platformStatus: "WaitResult" }]);
    expect(await history("c3")).toBeNull();
  });

  const restarts: [string, string[], number | null][] = [
    ["first seen running", ["Processing"], 1],
    ["first seen finished", ["Success"], null],
    ["first seen failed, then restarted", ["Fail", "Waitting", "Processing", "Success"], 2],
    ["waiting for its automatic retry", ["FailWaitRetry"], 1],
    ["retried automatically", ["Processing", "FailWaitRetry", "Processing", "Fail"], 2],
    ["retried by hand twice", ["Processing", "Fail", "Waitting", "Processing", "Fail", "Processing"], 3],
    ["restart inferred from a success", ["Processing", "Fail", "Success"], 2],
    ["stopped, then restarted", ["Processing", "Stopped", "Waitting"], 2],
    ["finished without a restart", ["Waitting", "Processing", "Fail"], 1],
    ["a word the platform added later", ["Processing", "Pondering", "Success"], 1],
  ];
  it.each(restarts)("counts tries: %s", async (_, words, expected) => {
    const task = await newTask();
    for (const status of words) await save(task, [platformRow("a", { status })]);
    expect((await all(task))[0]?.attempt).toBe(expected);
  });

  it("gives failed rows a cause: the code, else the text without what differs, else none", async () => {
    const task = await newTask();
    await save(task, [
      platformRow("a", { status: "Fail", errorCode: "IOTDA.014016", errorMessage: "offline" }),
      platformRow("b", { status: "Fail", errorMessage: "Updating timeout after 31 s" }),
      platformRow("c", { status: "FailWaitRetry", errorMessage: "Updating timeout after 42 s" }),
      platformRow("d", { status: "Timeout" }),
      platformRow("e", { status: "Stopped", errorCode: "IOTDA.000001" }),
    ]);
    const { byStatus, byError } = await summariseSubtasks(store.database, task);
    expect(byStatus).toEqual({ Fail: 2, FailWaitRetry: 1, Timeout: 1, Stopped: 1 });
    expect(byError.map(({ code, count }) => ({ code, count }))).toEqual([
      { code: null, count: 2 },
      { code: "IOTDA.014016", count: 1 },
      { code: null, count: 1 },
    ]);
    expect(byError.map((row) => row.cause)).toContain("none");
  });

  it("keeps counts that add up to the rows, whatever happens", async () => {
    const task = await newTask();
    const words = ["Waitting", "Processing", "Success", "Fail", "FailWaitRetry", "Stopped", "Removed"];
    let seed = 7;
    const draw = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % n;
    };
    for (let round = 0; round < 12; round++) {
      const rows = Array.from({ length: 80 }, () =>
        platformRow(`device-${draw(150)}`, {
          status: words[draw(words.length)] ?? "Fail",
          errorCode: draw(2) ? `E${draw(3)}` : null,
        }),
      );
      await save(task, rows, round);
    }
    const { rows } = await store.database.pool.query(
      `SELECT (SELECT json_agg(x) FROM (SELECT status, cause_id, n FROM subtask_count WHERE task_id = $1 AND n <> 0
          ORDER BY 1, 2) x) AS kept,
        (SELECT json_agg(x) FROM (SELECT status, COALESCE(cause_id, 0) AS cause_id, count(*) AS n FROM subtask
          WHERE task_id = $1 GROUP BY 1, 2 ORDER BY 1, 2) x) AS counted,
        (SELECT max(ord) + 1 = count(*) AND min(ord) = 0 FROM subtask WHERE task_id = $1) AS dense,
        (SELECT next_ord = subtasks_read AND next_ord = (SELECT count(*) FROM subtask WHERE task_id = $1)
          FROM task WHERE id = $1) AS numbered`,
      [task],
    );
    expect(rows[0].kept).toEqual(rows[0].counted);
    expect(rows[0]).toMatchObject({ dense: true, numbered: true });
  });

  it("stays dense when two writers store rows of one task at once", async () => {
    const task = await newTask();
    const rows = (from: number) => Array.from({ length: 400 }, (_, n) => platformRow(`d-${from + n}`));
    await Promise.all([save(task, rows(0)), save(task, rows(200)), save(task, rows(100))]);
    const { rows: found } = await store.database.pool.query(
      "SELECT count(*)::int AS n, max(ord) AS last FROM subtask WHERE task_id = $1",
      [task],
    );
    expect(found[0]).toEqual({ n: 600, last: 599 });
  });

  it("takes 30,000 rows at once", async () => {
    const task = await newTask();
    const rows = Array.from({ length: 30_000 }, (_, n) => platformRow(`d-${n}`));
    expect(await save(task, rows)).toEqual({ inserted: 30_000, changed: 0 });
    const last = await pageSubtasks(store.database, task, { limit: 50, page: 600 });
    expect(last).toMatchObject({ total: 30_000, nextOrd: null });
    expect(last.rows.at(-1)?.target).toBe("d-29999");
  });
});
