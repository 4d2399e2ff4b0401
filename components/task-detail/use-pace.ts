"use client";

import { useState } from "react";
import type { Task } from "@/lib/contracts/tasks";
import { addSample, estimatePace, type Pace, type PaceSample } from "@/lib/domain/pace";
import { countSettled } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";

/** How fast a running task settles, from the reads this page has seen. */
export function usePace(task: Task): Pace {
  const settled = countSettled(task.progress);
  const at = task.snapshot.fetchedAt ? new Date(task.snapshot.fetchedAt).getTime() : 0;
  const [samples, setSamples] = useState<readonly PaceSample[]>([]);
  if (at > (samples.at(-1)?.at ?? 0)) setSamples(addSample(samples, { at, settled }));
  if (isFinalTaskStatus(task.status) || task.snapshot.state === "unreachable") return { kind: "unknown" };
  return estimatePace(samples, task.progress.total - settled);
}
