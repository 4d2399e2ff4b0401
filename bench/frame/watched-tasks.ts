import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { requestTaskRead } from "@/lib/store/task-store";
import { type ConsoleStage, openConsoleStage } from "./console-stage";
import { makeRow, seedTask } from "./seed-task";
import { startUpstream, type Upstream } from "./upstream";
import { invitePeople, startWatchers, type Watchers } from "./watchers";

const rows = 2_000;
/** As `seedTask` leaves them: a read of the counters finds nothing moved. */
const shares = { Success: 1_760, Fail: 160, Waitting: 80 };

/** A task, and how many people look at it at once. */
export interface WatchedTask {
  taskId: string;
  pk: number;
  viewers: number;
}

/** The built console and worker with two active tasks of the same kind: one person watches the first, all others the second. */
export interface WatchedHouse {
  stage: ConsoleStage;
  upstream: Upstream;
  one: WatchedTask;
  many: WatchedTask;
  watchers: Watchers;
  /** Changes one row of the task as a crawl would; when that was committed, in milliseconds of the epoch. */
  flush(task: WatchedTask): Promise<number>;
  close(): Promise<void>;
}

export async function openWatchedHouse(viewers: number, signal: AbortSignal): Promise<WatchedHouse> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let act = undo.pop(); act !== undefined; act = undo.pop()) await act();
  };
  try {
    const upstream = await startUpstream();
    undo.push(() => upstream.stop());
    const env = { IOTDA_RATE_READ: "0" };
    const stage = await openConsoleStage({ platformUrl: upstream.url, env, signal });
    undo.push(() => stage.close());
    const addTask = async (taskId: string, count: number): Promise<WatchedTask> => {
      await upstream.add(taskId, shares);
      return {
        taskId,
        pk: await seedTask(stage.database, stage.connection.id, { taskId, rows }),
        viewers: count,
      };
    };
    const one = await addTask("6b0300000000000000000701", 1);
    const many = await addTask("6b0300000000000000000702", viewers);
    await stage.start("worker");
    const watchers = await startWatchers();
    undo.push(() => watchers.stop());
    const cookies = await invitePeople(stage, viewers);
    for (const task of [one, many]) {
      const url = `${stage.url}/api/v1/connections/${stage.connection.slug}/events?task=${task.taskId}`;
      await watchers.open(cookies.slice(0, task.viewers).map((cookie) => ({ url, cookie })));
    }
    let flushed = 0;
    const flush = async ({ pk }: WatchedTask) => {
      const row = { ...makeRow(50), output: `flush ${++flushed}` };
      await inTransaction(stage.database, (tx) => saveSubtaskRows(tx, pk, [row], new Date()));
      return performance.timeOrigin + performance.now();
    };
    return { stage, upstream, one, many, watchers, flush, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Calls each of the two tasks cost the platform in that time, both read at its start so that their polls go together. */
export async function countPolls(
  { stage, upstream, one, many }: WatchedHouse,
  milliseconds: number,
  signal: AbortSignal,
): Promise<{ one: number; many: number }> {
  const { prisma } = stage.database;
  const askedAt = new Date();
  await Promise.all([one, many].map(({ pk }) => requestTaskRead(prisma, pk, askedAt)));
  const pks = [one.pk, many.pk];
  while ((await prisma.task.count({ where: { id: { in: pks }, fetchedAt: { gt: askedAt } } })) < pks.length) {
    await sleep(50, undefined, { signal });
  }
  await upstream.count();
  await sleep(milliseconds, undefined, { signal });
  return { one: (await upstream.count(one.taskId)).calls, many: (await upstream.count(many.taskId)).calls };
}
