import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/errors";
import type { RefusalRule } from "../refusals";
import type { Answer, Job } from "./jobs";

export interface ThreadLimits {
  /** `lib/workbook/thread/main.ts`, bundled. */
  file: string;
  /** Of its own objects; bytes come on top, bounded by how they are read. */
  heapMb: number;
  deadlineMs: number;
}

/** Of the heap, the part for what lives shortly. */
const youngMb = 64;

/**
 * Gives a job to a thread of its own and waits for the answer. A thread that takes too long or too much memory is ended
 * and counts as a refusal; `unavailable` is thrown for one that ends without an answer, and what it threw itself.
 */
export function runJob(job: Job, limits: ThreadLimits, signal: AbortSignal): Promise<Answer> {
  // A copy of its own: the caller's bytes may be part of a larger buffer, all of which would cross over.
  const bytes = new Uint8Array(job.bytes);
  const thread = new Worker(limits.file, {
    workerData: { ...job, bytes },
    transferList: [bytes.buffer],
    // Neither the flags nor the secrets of the process around it.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb - youngMb, maxYoungGenerationSizeMb: youngMb },
  });
  return new Promise<Answer>((resolve, reject) => {
    const refuse = (rule: RefusalRule) => resolve({ kind: "refused", rule, params: [] });
    const timer = setTimeout(() => refuse("slow"), limits.deadlineMs);
    const stop = () => reject(lost());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    thread.on("message", resolve);
    thread.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") refuse("memory");
      else reject(error);
    });
    thread.on("exit", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      stop();
    });
  }).finally(() => thread.terminate());
}

/** The reading ended, and nobody can say how it would have come out. */
export function lost(): AppError {
  return new AppError("unavailable", "Reading the workbook ended before its end.");
}
