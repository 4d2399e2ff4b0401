import type { ActRequest } from "./act-request";

export type RetryScope = "failed" | "unfinished" | "causes";

/** What a dialog asks. `request`: the rows that were chosen before it opened; null: the whole task. */
export type ActQuestion =
  | { kind: "chooseRetry"; scope: RetryScope }
  | { kind: "retry"; request: ActRequest }
  | { kind: "stop" | "confirm" | "rerun"; request: ActRequest | null }
  | { kind: "delete" };
