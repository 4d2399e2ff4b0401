import type { LegacyOrder } from "./legacy-order";
import type { LegacyRows } from "./legacy-rows";

export type LegacyTaskStatus = "Pending" | "Running" | "Complete" | "Timeout";

/** Plain data, so that it can be saved as it is. Times called `…At` are platform ms, `…Due` task time. */
export type LegacyTask = {
  number: number;
  id: string;
  order: Omit<LegacyOrder, "param">;
  /** `param` as sent, ready to be echoed, UTF-8: a list of devices may be long. */
  paramJson: Uint8Array;
  maxRetransmit: number;
  createdAt: number;
  finishedAt?: number;
  status: LegacyTaskStatus;
  /** When the task begins, then when its time is up; Infinity once it ended. */
  due: number;
  /** Task time at which its time is up. */
  deadline: number;
  rows: LegacyRows;
};

export function isUnfinished({ status }: LegacyTask): boolean {
  return status === "Pending" || status === "Running";
}
