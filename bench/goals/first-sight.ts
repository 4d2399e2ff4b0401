import { randomBytes } from "node:crypto";
import type { Bench, Benchmark } from "../frame/benchmark";
import { openConsoleStage } from "../frame/console-stage";
import { againstPeer, median, type Row } from "../frame/row";
import { startUpstream } from "../frame/upstream";

const [pageRows, subtasks, rounds, warmUp] = [50, 2_000, 15, 5] as const;
const latencies = [40, 400] as const;

/** Performance sheet, goal 8: somebody opens a task that Muster has never heard of. */
export const benchmark: Benchmark = {
  name: "first-sight",
  goal: 8,
  method:
    `the first ${pageRows} rows of a task that is in no database, asked of the built console over HTTP, against one call of the upstream and one page ` +
    `of a task it holds, both of the same run; the middle one of ${rounds} tasks each, the upstream answering after ${latencies.join(" and ")} ms.`,
  run: async (bench) => {
    const upstream = await startUpstream();
    try {
      const env = { IOTDA_RATE_READ: "0" };
      const stage = await openConsoleStage({ platformUrl: upstream.url, env, signal: bench.signal });
      const open = async (taskId: string) => {
        const path = `/api/v1/connections/${stage.connection.slug}/tasks/${taskId}/subtasks?limit=${pageRows}`;
        const began = performance.now();
        const response = await fetch(stage.url + path, { headers: { cookie: stage.cookie } });
        const { items } = await response.json();
        if (items?.length !== pageRows)
          throw new Error(`answered ${response.status} with ${items?.length} rows`);
        return performance.now() - began;
      };
      try {
        const rows: Row[] = [];
        for (const latencyMs of latencies) rows.push(await measure(bench, { open, upstream, latencyMs }));
        return rows;
      } finally {
        await stage.close();
      }
    } finally {
      await upstream.stop();
    }
  },
};

interface Trial {
  open(taskId: string): Promise<number>;
  upstream: Awaited<ReturnType<typeof startUpstream>>;
  latencyMs: number;
}

async function measure(bench: Bench, { open, upstream, latencyMs }: Trial): Promise<Row> {
  await upstream.set({ latencyMs });
  const [first, warm, call]: [number[], number[], number[]] = [[], [], []];
  for (let round = -warmUp; round < rounds; round += 1) {
    bench.signal.throwIfAborted();
    const taskId = randomBytes(12).toString("hex");
    await upstream.add(taskId, { Success: subtasks - 100, Processing: 100 });
    const times = [await open(taskId), await open(taskId), await callOnce(upstream.url, taskId)] as const;
    if (round < 0) continue;
    first.push(times[0]);
    warm.push(times[1]);
    call.push(times[2]);
  }
  const figures = { first: median(first), warm: median(warm), call: median(call) };
  const note = `a call ${figures.call.toFixed(0)} ms, a warm page ${figures.warm.toFixed(1)} ms`;
  const about = {
    goal: 8,
    what: `first ${pageRows} rows of an unknown task, upstream at ${latencyMs} ms`,
    unit: "ms",
    note,
  };
  return againstPeer(about, figures.first, figures.call + figures.warm, 2);
}

async function callOnce(url: string, taskId: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/v5/iot/bench/batchtasks/${taskId}?limit=${pageRows}`);
  await response.json();
  return performance.now() - began;
}
