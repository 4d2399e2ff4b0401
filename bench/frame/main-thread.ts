import type { Page } from "@playwright/test";
import { z } from "zod";

const TraceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().optional(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
const Trace = z.object({ traceEvents: z.array(TraceEvent) });

/** Whole tasks only: what goes on inside them, traced too, would make them longer. */
const categories = ["toplevel"];

/** Makes the page's processor this many times slower, as Chromium's own tools do it. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
}

/** Milliseconds of the longest task: by the clock, and of the processor, where other programs of the machine do not count. */
export interface LongestTask {
  clock: number;
  processor: number;
}

/** The longest tasks of the page's main thread while something is done, as the browser's trace has them. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<LongestTask> {
  const browser = page.context().browser();
  if (!browser) throw new Error("Only a browser that was launched can be traced.");
  await browser.startTracing(page, { categories });
  let trace: Buffer;
  try {
    await act();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = Trace.parse(JSON.parse(trace.toString("utf8")));
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) =>
      name === "ThreadControllerImpl::RunTask" && ph === "X" && mainThreads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error("The trace holds no task of a page.");
  return {
    clock: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000,
    processor: Math.max(...tasks.map(({ dur = 0, tdur = dur }) => tdur)) / 1_000,
  };
}
