import { walkSequentially } from "../baselines/sequential-walk";
import type { Bench, Benchmark } from "../frame/benchmark";
import { againstPeer, atMost, median, type Row } from "../frame/row";
import { openSyncStage, pageConcurrency, type SyncStage } from "../frame/sync-stage";

const [subtasks, pageRows, latencyMs] = [30_000, 50, 40] as const;
const leastCalls = Math.ceil(subtasks / pageRows);
/** A marker comes with the last of eleven pages only: no crawl of one chain of markers has fewer hops. */
const hops = Math.ceil(leastCalls / pageConcurrency);
const taskId = "6b0300000000000000000005";
/** Calls a second; 0 = no limit. */
const rates = [
  { perSecond: 0, rounds: 5 },
  { perSecond: 50, rounds: 1 },
  { perSecond: 10, rounds: 1 },
] as const;

/** Performance sheet, goal 5: every row of a large task, from the first call to the last row stored. */
export const benchmark: Benchmark = {
  name: "full-crawl",
  goal: 5,
  method:
    `${subtasks} subtasks read and stored by the product (signed calls, its budget in PostgreSQL, pageConcurrency ${pageConcurrency}) from an upstream ` +
    `that answers after ${latencyMs} ms and refuses what is above R calls in a second; against max(${hops} hops x latency, ${leastCalls} calls / R) and a ` +
    "bare sequential walk by node:http that stores nothing; the middle one of 5 rounds without a limit, after two that warm the process up; one round with R = 50 and R = 10.",
  run: async (bench) => {
    const stage = await openSyncStage(bench.signal);
    try {
      await stage.upstream.add(taskId, { Success: 24_000, Fail: 1_500, Processing: 4_500 });
      await stage.upstream.set({ latencyMs });
      const walk = await walkSequentially(stage.upstream.url, taskId);
      if (walk.rows !== subtasks) throw new Error(`the sequential walk met ${walk.rows} rows`);
      bench.say(`sequential walk: ${walk.calls} calls in ${Math.round(walk.ms)} ms`);
      const rows: Row[] = [];
      // A worker that has read tasks before is what people have all day.
      for (const name of ["warm-0", "warm-1"]) await crawl(stage, 0, name);
      for (const { perSecond, rounds } of rates) {
        const crawls: Crawl[] = [];
        for (let round = 0; round < rounds; round += 1) {
          bench.signal.throwIfAborted();
          crawls.push(await crawl(stage, perSecond, `r${perSecond}-${round}`));
        }
        rows.push(...judge(bench, perSecond, crawls));
        if (perSecond === 0) {
          const about = { goal: 5, what: "full crawl: times faster than a sequential walk", unit: "x" };
          const faster = walk.ms / median(crawls.map(({ ms }) => ms));
          rows.push({ ...about, value: faster, limit: 9, ratio: faster, ok: faster >= 9 });
        }
      }
      return rows;
    } finally {
      await stage.close();
    }
  },
};

interface Crawl {
  ms: number;
  calls: number;
  refused: number;
  stored: number;
}

async function crawl(stage: SyncStage, perSecond: number, slug: string): Promise<Crawl> {
  const { upstream, database } = stage;
  const connectionId = await stage.addConnection(slug, perSecond);
  const taskPk = await stage.meetTask(connectionId, taskId);
  await upstream.set({ latencyMs, perSecond });
  await upstream.count();
  const ms = await stage.readTask(connectionId, taskPk);
  const { calls, refused } = await upstream.count();
  const [{ stored } = { stored: 0 }] = await database.prisma.$queryRaw<{ stored: number }[]>`
    SELECT count(*)::int AS stored FROM subtask WHERE task_id = ${taskPk}`;
  return { ms, calls, refused, stored };
}

function judge(bench: Bench, perSecond: number, crawls: readonly Crawl[]): Row[] {
  const rate = perSecond === 0 ? "no limit" : `R = ${perSecond}/s`;
  const about = (what: string, unit: string) => ({ goal: 5, what: `full crawl, ${rate}: ${what}`, unit });
  const floorMs = Math.max(hops * latencyMs, perSecond === 0 ? 0 : (leastCalls / perSecond) * 1_000);
  const worst = (of: (one: Crawl) => number) => Math.max(...crawls.map(of));
  const all = crawls.map(({ ms }) => ms);
  bench.say(`${rate}: ${all.map(Math.round).join(" ")} ms, the floor is ${floorMs} ms`);
  return [
    againstPeer(about("wall", "ms"), median(all), floorMs, 1.15),
    againstPeer(
      about("calls", "calls"),
      worst(({ calls }) => calls),
      leastCalls,
      1.01,
    ),
    atMost(
      about("refused", "calls"),
      worst(({ refused }) => refused),
      0,
    ),
    atMost(
      about("rows not stored", "rows"),
      worst(({ stored }) => subtasks - stored),
      0,
    ),
  ];
}
