import type { Database } from "@/lib/store/db";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import type { Benchmark } from "../frame/benchmark";
import { againstPeer, atMost, type Row } from "../frame/row";
import { openSyncStage, type SyncStage } from "../frame/sync-stage";

const shares = { Success: 27_000, Processing: 2_700, Fail: 300 } as const;
const subtasks = 30_000;
/** Rows that move between two polls: a hundredth of all, most of them to their end. */
const churn = [
  { from: "Processing", to: "Success", count: 240 },
  { from: "Processing", to: "Fail", count: 50 },
  { from: "Fail", to: "Processing", count: 10 },
] as const;
const rounds = 3;
const latencyMs = 2;
const taskId = "6b0300000000000000000006";
const dayMs = 86_400_000;

/** Performance sheet, goal 6: what a poll of a large task costs the platform, and whether it tells the same. */
export const benchmark: Benchmark = {
  name: "refresh-crawl",
  goal: 6,
  method:
    `a task of ${subtasks} subtasks, ${shares.Success} of them succeeded, read by the product's sync from the upstream of fixed latency; ${rounds} polls with ` +
    `${churn.reduce((sum, { count }) => sum + count, 0)} rows moved before each; calls against the full crawl of the same run, and the table row by row against ` +
    "a full crawl by another connection; then a poll with nothing moved, and a day after the task's end.",
  run: async (bench) => {
    const stage = await openSyncStage(bench.signal);
    try {
      const { upstream } = stage;
      await upstream.set({ latencyMs });
      await upstream.add(taskId, shares);
      const connectionId = await stage.addConnection("refreshed", 0);
      const taskPk = await stage.meetTask(connectionId, taskId);
      const poll = async () => {
        await upstream.count();
        await stage.readTask(connectionId, taskPk);
        return (await upstream.count(taskId)).calls;
      };
      const full = await poll();
      const unchanged = await poll();
      const refreshes: number[] = [];
      const differences: Difference[] = [];
      for (let round = 0; round < rounds; round += 1) {
        bench.signal.throwIfAborted();
        for (const { from, to, count } of churn) await upstream.move(taskId, from, to, count);
        refreshes.push(await poll());
        differences.push(await compare(stage, taskPk, `full-${round}`));
      }
      const unread = differences.map(({ unread: rows }) => rows);
      bench.say(
        `full ${full} calls, refreshes ${refreshes.join(" ")}, outputs yet to be read ${unread.join(" ")}`,
      );
      await upstream.move(taskId, "Processing", "Success", 100);
      await upstream.finish(taskId, "PartialSuccess");
      await poll();
      const ended = await compare(stage, taskPk, "full-end");
      const about = (what: string, unit: string) => ({ goal: 6, what, unit });
      const rows: Row[] = [
        againstPeer(
          about("refresh, 1% of the rows moved: calls", "calls"),
          Math.max(...refreshes),
          full,
          0.15,
        ),
        atMost(
          {
            ...about("refreshed table against a full crawl's: rows that differ", "rows"),
            note: `outputs still to be read: ${Math.max(...unread)}`,
          },
          Math.max(...differences.map(({ differing }) => differing)),
          0,
        ),
        atMost(
          about("finished table against a full crawl's: rows that differ", "rows"),
          ended.differing + ended.unread,
          0,
        ),
        atMost(about("unchanged task: calls a poll", "calls"), unchanged, 1),
        atMost(about("finished task: calls in a day", "calls"), await callsAfterEnd(stage, connectionId), 0),
      ];
      return rows;
    } finally {
      await stage.close();
    }
  },
};

interface Difference {
  /** Rows that are not the same, or only in one of the tables. */
  differing: number;
  /** Rows that are the same but for an output the refreshed table says it has not read. */
  unread: number;
}

async function compare(stage: SyncStage, taskPk: number, slug: string): Promise<Difference> {
  const connectionId = await stage.addConnection(slug, 0);
  const fullPk = await stage.meetTask(connectionId, taskId);
  await stage.readTask(connectionId, fullPk);
  const [found] = await countDifferences(stage.database, taskPk, fullPk);
  if (!found) throw new Error("nothing was compared");
  return found;
}

function countDifferences({ prisma }: Database, taskPk: number, fullPk: number): Promise<Difference[]> {
  return prisma.$queryRaw<Difference[]>`
    SELECT count(*) FILTER (WHERE a.task_id IS NULL OR b.task_id IS NULL
        OR (a.status, a.cause_id, a.error_code, a.error_msg) IS DISTINCT FROM (b.status, b.cause_id, b.error_code, b.error_msg)
        OR (a.output_read AND a.output IS DISTINCT FROM b.output))::int AS differing,
      count(*) FILTER (WHERE NOT a.output_read)::int AS unread
    FROM (SELECT * FROM subtask WHERE task_id = ${taskPk}) a
    FULL JOIN (SELECT * FROM subtask WHERE task_id = ${fullPk}) b USING (target, dup)`;
}

/** Nothing is due any more, so nothing can be called. */
async function callsAfterEnd({ database, upstream }: SyncStage, connectionId: number): Promise<number> {
  await upstream.count();
  const now = new Date(Date.now() + dayMs);
  const due = await takeDueTasks(database, { connectionId, owner: "bench", now, limit: 10 });
  return due.length + (await upstream.count()).calls;
}
