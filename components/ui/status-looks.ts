import type { Progress } from "@/lib/contracts/tasks";
import type { IconName } from "./icons";

export type Tone = "success" | "running" | "fail" | "retry" | "waiting" | "stopped" | "removed";

export interface StatusLook {
  tone: Tone;
  icon: IconName;
  /** Unboxed in lists: nothing is asked of anybody. */
  calm: boolean;
}

/** Shape and colour of each word of the platform (ui.md §9.1). */
export const statusLooks: Readonly<Record<string, StatusLook>> = {
  Initializing: { tone: "waiting", icon: "init", calm: true },
  Waitting: { tone: "waiting", icon: "waiting", calm: true },
  Processing: { tone: "running", icon: "running", calm: false },
  Success: { tone: "success", icon: "success", calm: true },
  PartialSuccess: { tone: "retry", icon: "partial", calm: false },
  Fail: { tone: "fail", icon: "fail", calm: false },
  Stopping: { tone: "stopped", icon: "stopping", calm: false },
  Stopped: { tone: "stopped", icon: "stopped", calm: true },
  FailWaitRetry: { tone: "retry", icon: "retrywait", calm: false },
  Removed: { tone: "removed", icon: "removed", calm: true },
  Timeout: { tone: "fail", icon: "timeout", calm: false },
};

/** Segments of a progress bar in their fixed order (ui.md §5.2), with the counter and status each stands for. */
export const progressSegments = [
  { counter: "success", status: "Success", tone: "success" },
  { counter: "fail", status: "Fail", tone: "fail" },
  { counter: "timeout", status: "Timeout", tone: "fail" },
  { counter: "stopped", status: "Stopped", tone: "stopped" },
  { counter: "removed", status: "Removed", tone: "removed" },
  { counter: "failWaitRetry", status: "FailWaitRetry", tone: "retry" },
  { counter: "processing", status: "Processing", tone: "running" },
  { counter: "waiting", status: "Waitting", tone: "waiting" },
] as const satisfies readonly { counter: keyof Progress; status: string; tone: Tone }[];
