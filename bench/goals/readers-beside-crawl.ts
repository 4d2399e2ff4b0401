import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "@/lib/store/db";
import { saveSeenTask } from "@/lib/store/task-store";
import type { Bench, Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { openPacedReaders } from "../frame/paced-readers";
import { againstPeer, atMost, median, type Row } from "../frame/row";
import { describeTask } from "../frame/seed-task";
import { startUpstream, type Upstream } from "../frame/upstream";

const [subtasks, pageRows, latencyMs, rounds] = [30_000, 50, 40, 5] as const;
/** Pages asked for a second, by as many people as that takes. */
const pagesPerSecond = 20;
const warmUpMs = 5_000;
const deadlineMs = 120_000;

/** Performance sheet, goal 16: who reads does not wait for who crawls. */
export const benchmark: Benchmark = {
  name: "readers-beside-crawl",
  goal: 16,
  method:
    `${pagesPerSecond} random pages a second of a stored task of ${subtasks}, over HTTP from the built console, while the built worker reads and stores another ` +
    `task of ${subtasks} without a rate limit (upstream at ${latencyMs} ms), against the same readers as long before it at rest; the middle one of ${rounds} rounds.`,
  run: async (bench) => {
    const upstream = await startUpstream();
    try {
      await upstream.set({ latencyMs });
      const env = { IOTDA_RATE_READ: "0", IOTDA_PAGE_CONCURRENCY: "11" };
      const stage = await openConsoleStage({
        ...{ rows: subtasks, platformUrl: upstream.url, env, signal: bench.signal },
      });
      try {
        // As it is stored: a read of its counters finds nothing moved.
        await upstream.add(stage.task.taskId, { Success: 26_400, Fail: 2_400, Waitting: 1_200 });
        await stage.start("worker");
        return await measure(bench, stage, upstream);
      } finally {
        await stage.close();
      }
    } finally {
      await upstream.stop();
    }
  },
};

async function measure(bench: Bench, stage: ConsoleStage, upstream: Upstream): Promise<Row[]> {
  const readers = openPacedReaders({
    url: stage.url,
    headers: { cookie: stage.cookie },
    perSecond: pagesPerSecond,
    path: () =>
      `${stage.taskPath}/subtasks?limit=${pageRows}&page=${1 + Math.floor((Math.random() * subtasks) / pageRows)}`,
  });
  const [rest, beside, crawls]: [number[], number[], number[]] = [[], [], []];
  try {
    await readers.during(() => sleep(warmUpMs));
    let crawlMs = warmUpMs;
    for (let round = 0; round < rounds; round += 1) {
      bench.signal.throwIfAborted();
      const taskId = `6b03000000000000000016${String(round).padStart(2, "0")}`;
      await upstream.add(taskId, { Success: 24_000, Fail: 1_500, Processing: 4_500 });
      rest.push((await readers.during(() => sleep(crawlMs))).p95);
      const began = performance.now();
      beside.push((await readers.during(() => letCrawl(stage, taskId))).p95);
      crawlMs = performance.now() - began;
      crawls.push(crawlMs);
    }
  } finally {
    readers.close();
  }
  bench.say(`p95 at rest ${list(rest)} ms, beside ${list(beside)} ms; crawls of ${list(crawls)} ms`);
  const about = { goal: 16, unit: "ms", what: "page p95 beside a crawl of 30,000, against p95 at rest" };
  return [
    againstPeer(about, median(beside), median(rest), 1.5),
    atMost({ goal: 16, unit: "answers", what: "pages refused meanwhile" }, readers.refused(), 0),
  ];
}

/** The worker finds the task due and reads it whole. */
async function letCrawl({ database, connection }: ConsoleStage, taskId: string): Promise<void> {
  const task = describeTask(taskId, subtasks);
  const seen = { connectionId: connection.id, task, fetchedAt: new Date(), source: "list" } as const;
  const { id } = await inTransaction(database, (tx) => saveSeenTask(tx, seen));
  const deadline = performance.now() + deadlineMs;
  while (performance.now() < deadline) {
    const { subtasksRead } = await database.prisma.task.findUniqueOrThrow({ where: { id } });
    if (subtasksRead >= subtasks) return;
    await sleep(50);
  }
  throw new Error(`the worker has not read ${taskId} in ${deadlineMs} ms`);
}

const list = (values: readonly number[]) => values.map((value) => Math.round(value)).join(" ");
