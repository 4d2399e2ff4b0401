import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/scripts/process/ports";
import type { Bench, Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { type Program, startProgram } from "../frame/program";
import type { Row } from "../frame/row";
import { familyOf, measureUse, parentOf } from "./process-use";

const subtasks = 1_000;
/** Longer than a task that nobody watches waits for its next read at first. */
const measureMs = 120_000;
/** Long enough for tasks that are met at once to have fallen out of step. */
const settleMs = 20_000;
/** Active tasks, and calls a second the platform allows (0 = any). */
const sizes = [
  { tasks: 10, perSecond: 10 },
  { tasks: 100, perSecond: 10 },
  { tasks: 1_000, perSecond: 10 },
  { tasks: 1_000, perSecond: 0 },
] as const;
/** Of a task in the middle of its work; the rest waits. */
const statuses = { Success: 600, Fail: 50, Processing: 50 };

/** What following active tasks costs, for docs/operations.md; figures to plan by, with no limit to keep. */
export const benchmark: Benchmark = {
  name: "active-tasks",
  goal: 0,
  soak: true,
  method:
    `N upgrades under way of ${subtasks} subtasks each on the simulator, nobody watching; all rows read once, then one worker for ${measureMs / 1_000} s ` +
    "at the platform's rate of 10 calls a second (and once without any); processor by /proc, writes by WAL.",
  run: async (bench) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      const measured = await measure(bench, size);
      for (const { what, value, unit } of measured) bench.say(`${what}: ${value?.toFixed(1)} ${unit}`);
      rows.push(...measured);
    }
    return rows;
  },
};

async function measure(bench: Bench, { tasks, perSecond }: (typeof sizes)[number]): Promise<Row[]> {
  const port = await findFreePort();
  const platformUrl = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    SIMULATOR_PORT: String(port),
    SIMULATOR_SPEED: "0.1",
  };
  const platform = await startProgram("build/simulator.js", env);
  let stage: ConsoleStage | null = null;
  try {
    await stageTasks(platformUrl, tasks);
    stage = await openConsoleStage({ platformUrl, signal: bench.signal });
    bench.say(`${tasks} tasks: reading all rows`);
    const fast = await stage.start("worker", { IOTDA_RATE_READ: "0" });
    await untilAllRead(stage, tasks, bench.signal);
    await fast.stop();
    const worker = await stage.start("worker", { IOTDA_RATE_READ: String(perSecond) });
    await sleep(settleMs, undefined, { signal: bench.signal });
    const what = `${tasks.toLocaleString("en")} tasks, ${perSecond === 0 ? "no limit" : `${perSecond} calls/s`}`;
    bench.say(`${what}: measuring`);
    return await watch(stage, worker, platformUrl, what, bench.signal);
  } finally {
    await stage?.close();
    await platform.stop();
  }
}

async function stageTasks(platformUrl: string, tasks: number): Promise<void> {
  for (let n = 0; n < tasks; n += 1) {
    const body = { type: "firmwareUpgrade", name: `active_${n}`, count: subtasks, statuses };
    const answer = await fetch(`${platformUrl}/_simulator/tasks`, {
      ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
    });
    if (!answer.ok) throw new Error(`staging a task was answered ${answer.status}`);
  }
}

async function untilAllRead({ database }: ConsoleStage, tasks: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM task WHERE subtasks_read >= $1",
      [subtasks],
    );
    if ((rows[0]?.n ?? 0) >= tasks) return;
    await sleep(1_000, undefined, { signal });
  }
}

interface Reading {
  at: number;
  worker: number;
  postgres: number;
  wal: number;
  changed: number;
}

async function watch(
  stage: ConsoleStage,
  worker: Program,
  platformUrl: string,
  what: string,
  signal: AbortSignal,
): Promise<Row[]> {
  const postmaster = await findPostmaster(stage);
  const read = async (): Promise<Reading> => ({
    at: performance.now(),
    worker: measureUse([worker.pid]).cpuSeconds,
    postgres: measureUse(familyOf(postmaster)).cpuSeconds,
    ...(await readCounters(stage)),
  });
  const before = await read();
  const calls = await countCalls(platformUrl, measureMs, signal);
  const after = await read();
  const seconds = (after.at - before.at) / 1_000;
  const { rows } = await stage.database.pool.query<{ bytes: number; median: number; p95: number }>(
    `SELECT pg_database_size(current_database())::float8 AS bytes,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY age) AS median, percentile_cont(0.95) WITHIN GROUP (ORDER BY age) AS p95
     FROM (SELECT extract(epoch FROM now() - fetched_at)::float8 AS age FROM task) t`,
  );
  const [facts] = rows;
  const row = (name: string, unit: string, value: number): Row => {
    return { goal: 0, what: `${what}: ${name}`, unit, value, limit: value, ratio: null, ok: true };
  };
  return [
    row("calls", "/s", calls / seconds),
    row("age of the counters, half of the tasks", "s", facts?.median ?? 0),
    row("age of the counters, 95 of 100", "s", facts?.p95 ?? 0),
    row("worker", "% of a core", (100 * (after.worker - before.worker)) / seconds),
    row("worker's memory", "MB", measureUse([worker.pid]).residentMb),
    row("PostgreSQL", "% of a core", (100 * (after.postgres - before.postgres)) / seconds),
    row("rows inserted or changed", "/s", (after.changed - before.changed) / seconds),
    row("write-ahead log", "kB/s", (after.wal - before.wal) / 1_000 / seconds),
    row("database", "MB", (facts?.bytes ?? 0) / 1e6),
  ];
}

async function readCounters({ database }: ConsoleStage): Promise<{ wal: number; changed: number }> {
  const { rows } = await database.pool.query<{ wal: number; changed: number }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal,
       (SELECT sum(n_tup_ins + n_tup_upd)::float8 FROM pg_stat_user_tables WHERE relname IN ('subtask', 'subtask_change'))
         AS changed`,
  );
  return rows[0] ?? { wal: 0, changed: 0 };
}

/** The parent of whoever answers a connection. */
async function findPostmaster({ database }: ConsoleStage): Promise<number> {
  const { rows } = await database.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'",
  );
  return parentOf(rows[0]?.pid ?? 0);
}

/** Calls that reach the platform meanwhile; it keeps the last 5,000 only, so they are counted off again and again. */
async function countCalls(platformUrl: string, ms: number, signal: AbortSignal): Promise<number> {
  const clear = () => fetch(`${platformUrl}/_simulator/calls`, { method: "DELETE" });
  await clear();
  let calls = 0;
  for (const end = Date.now() + ms; Date.now() < end; ) {
    await sleep(Math.min(5_000, end - Date.now()), undefined, { signal });
    const state = (await (await fetch(`${platformUrl}/_simulator/state`)).json()) as { calls: number };
    await clear();
    calls += state.calls;
  }
  return calls;
}
