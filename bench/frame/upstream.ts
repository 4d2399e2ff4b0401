import { findFreePort } from "@/scripts/process/ports";
import type { UpstreamCount, UpstreamOrder, UpstreamReply } from "../baselines/fixed-latency";
import type { UpstreamRow } from "../baselines/fixed-latency-task";
import { startProgram } from "./program";

/** An upstream of fixed latency in a process of its own; `url` is what a connection calls. */
export interface Upstream {
  url: string;
  set(settings: { latencyMs: number; perSecond?: number }): Promise<void>;
  /** Adds rows to a task, made when it is new; how many in which state. */
  add(taskId: string, shares: Record<string, number>): Promise<void>;
  move(taskId: string, from: string, to: string, count: number): Promise<void>;
  finish(taskId: string, status: string): Promise<void>;
  /** What was called since the last count. */
  count(taskId?: string): Promise<UpstreamCount>;
  rows(taskId: string): Promise<UpstreamRow[]>;
  stop(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const port = await findFreePort();
  const env = { PATH: process.env.PATH, PORT: String(port) };
  const tsx = ["--import", import.meta.resolve("tsx")];
  const program = await startProgram("bench/baselines/fixed-latency.ts", env, tsx);
  let last: Promise<unknown> = Promise.resolve();
  const tell = async (order: UpstreamOrder): Promise<UpstreamReply> => {
    // One order at a time: replies carry no number.
    const turn = last
      .catch(() => undefined)
      .then(async () => {
        const reply = program.next((message) => message as UpstreamReply);
        program.send(order);
        return reply;
      });
    last = turn;
    const reply = await turn;
    if ("error" in reply) throw new Error(`the upstream could not: ${reply.error}`);
    return reply;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    set: async ({ latencyMs, perSecond = 0 }) => void (await tell({ do: "set", latencyMs, perSecond })),
    add: async (taskId, shares) => void (await tell({ do: "add", taskId, shares })),
    move: async (taskId, from, to, count) => void (await tell({ do: "move", taskId, from, to, count })),
    finish: async (taskId, status) => void (await tell({ do: "finish", taskId, status })),
    async count(taskId) {
      const reply = await tell({ do: "count", taskId });
      if (!("calls" in reply)) throw new Error("the upstream counted nothing");
      return reply;
    },
    async rows(taskId) {
      const reply = await tell({ do: "rows", taskId });
      if (!("rows" in reply)) throw new Error("the upstream has no rows");
      return reply.rows;
    },
    stop: () => program.stop(),
  };
}
