import type { LoadPlan, LoadResult } from "./load";
import { type Program, startProgram } from "./program";

/** The program that puts load on servers, and what it found. */
export interface LoadLine {
  run(plan: LoadPlan): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** For programs of the benchmarks that are not built. */
export const asTypeScript = ["--import", "tsx"];

export async function openLoadLine(): Promise<LoadLine> {
  const program: Program = await startProgram("bench/frame/load.program.ts", process.env, asTypeScript);
  return {
    async run(plan) {
      const answer = program.next(readAnswer);
      program.send(plan);
      const { result, failure } = await answer;
      if (!result) throw new Error(`the load broke off: ${failure}`);
      return result;
    },
    stop: () => program.stop("SIGKILL"),
  };
}

interface Answer {
  result?: LoadResult;
  failure?: string;
}

function readAnswer(message: unknown): Answer | null {
  const isAnswer =
    typeof message === "object" && message !== null && ("result" in message || "failure" in message);
  return isAnswer ? (message as Answer) : null;
}
