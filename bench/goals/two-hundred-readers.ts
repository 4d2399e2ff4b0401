import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "@/scripts/process/project-root";
import type { Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import type { LoadPlan, LoadResult } from "../frame/load";
import { type LoadLine, openLoadLine } from "../frame/load-line";
import { signInViewers } from "../frame/people";
import type { Program } from "../frame/program";
import { atMost, median, type Row } from "../frame/row";

const [rows, people, tabs, pageSize, rounds] = [30_000, 200, 50, 50, 5] as const;
const [warmUpMs, roundMs] = [5_000, 5_000] as const;

/** security.md F56 and F31: many people at once, and a platform that does not answer. */
export const benchmark: Benchmark = {
  name: "two-hundred-readers",
  goal: 9,
  method:
    `${people} people, each in a session of their own, on a task of ${rows} subtasks: each asks for a page, of all rows or of the failed ` +
    `ones, as soon as the last one is there; then ${tabs} of them while the platform does not answer. The delay of the event loop is ` +
    `what a timer in the console's own process sees; the middle one of ${rounds} rounds.`,
  run: async (bench) => {
    let calls = 0;
    const platform = createServer((request) => {
      calls += 1;
      request.socket.destroy();
    });
    await new Promise<void>((done) => platform.listen(0, "127.0.0.1", done));
    const load = await openLoadLine();
    const stage = await openConsoleStage({
      rows,
      platformUrl: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
      consoleArguments: ["--import", pathToFileURL(join(projectRoot, "bench", "frame", "loop-lag.mjs")).href],
      signal: bench.signal,
    });
    try {
      const plan = planOf(stage, await signInViewers(stage, people));
      await run(load, plan, people, warmUpMs);
      const crowd = await measure(stage.console, () => run(load, plan, people, roundMs), bench.signal);
      await markUnreachable(stage);
      const outage = await measure(stage.console, () => run(load, plan, tabs, roundMs), bench.signal);
      const goal = 9;
      return [
        row(
          `p95 of a page, ${people} people at once (F56)`,
          crowd.map(({ result }) => result.p95),
          500,
        ),
        row(
          "p99 of the event loop's delay meanwhile",
          crowd.map(({ lag }) => lag),
          100,
        ),
        row(
          `p95 of a page, ${tabs} tabs, platform down (F31)`,
          outage.map(({ result }) => result.p95),
          300,
        ),
        atMost({ goal, what: "calls to the platform by readers", unit: "" }, calls, 0),
      ];
    } finally {
      await stage.close();
      await load.stop();
      platform.close();
    }
  },
};

type Plan = Omit<LoadPlan, "connections" | "milliseconds">;

function planOf({ url, taskPath }: ConsoleStage, cookies: readonly string[]): Plan {
  const pages = Array.from({ length: rows / pageSize }, (_, index) => index + 1);
  const paths = pages.map((page) =>
    page % 4 === 0
      ? `${taskPath}/subtasks?limit=${pageSize}&status=Fail&page=${page % 40 || 40}`
      : `${taskPath}/subtasks?limit=${pageSize}&page=${page}`,
  );
  return { port: Number(new URL(url).port), paths, headers: {}, cookies };
}

async function run(
  load: LoadLine,
  plan: Plan,
  connections: number,
  milliseconds: number,
): Promise<LoadResult> {
  const result = await load.run({ ...plan, connections, milliseconds });
  if (result.refused > 0) throw new Error(`${result.refused} of ${result.answers} pages were refused`);
  return result;
}

interface Measured {
  result: LoadResult;
  /** Milliseconds. */
  lag: number;
}

async function measure(
  program: Program,
  work: () => Promise<LoadResult>,
  signal: AbortSignal,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    signal.throwIfAborted();
    program.send({ lag: "begin" });
    const result = await work();
    const lag = program.next((message) => (message as { lagP99?: number }).lagP99 ?? null);
    program.send({ lag: "end" });
    measured.push({ result, lag: await lag });
  }
  return measured;
}

/** As the sync leaves it after three reads without an answer. */
async function markUnreachable({ database, connection, task }: ConsoleStage): Promise<void> {
  const trouble = { failures: 3, failingSince: new Date(), failureReason: "upstream_unavailable" };
  const connectionId = connection.id;
  await database.prisma.connectionSync.upsert({
    where: { connectionId },
    create: { connectionId, dueAt: new Date(), ...trouble },
    update: trouble,
  });
  await database.prisma.taskSync.update({ where: { taskId: task.pk }, data: trouble });
}

function row(what: string, values: readonly number[], limit: number): Row {
  return atMost({ goal: 9, what, unit: "ms" }, median(values), limit);
}
