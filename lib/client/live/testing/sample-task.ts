import type { Task, TaskSummary } from "@/lib/contracts/tasks";
import { noProgress } from "@/lib/domain/progress";

/** A running upgrade of three devices, as the platform's list tells it. */
export function sampleSummary(change: Partial<TaskSummary> = {}): TaskSummary {
  const capability = { allowed: false };
  return {
    connection: "plant",
    taskId: "t1",
    name: "upgrade",
    type: "firmwareUpgrade",
    status: "Processing",
    platformStatus: "Processing",
    statusDescription: null,
    mode: null,
    needConfirm: null,
    appId: null,
    targets: { kind: "list", count: 3 },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    progress: { ...noProgress, total: 3, processing: 3 },
    createdAt: "2026-03-17T10:00:00.000Z",
    createdBy: null,
    rerunOf: null,
    clonedFrom: null,
    capabilities: {
      retry: capability,
      stop: capability,
      confirm: capability,
      delete: capability,
      rerun: capability,
    },
    snapshot: readAt("2026-03-17T12:00:00.000Z"),
    ...change,
  };
}

export function sampleTask(change: Partial<Task> = {}): Task {
  const summary = sampleSummary();
  return {
    ...summary,
    document: { package_id: "p1" },
    extInfo: { gateway: 1 },
    targets: { ...summary.targets, sample: ["a", "b", "c"] },
    ...change,
  };
}

export function readAt(fetchedAt: string): Task["snapshot"] {
  return {
    fetchedAt,
    state: "live",
    final: false,
    subtasksComplete: true,
    subtasksRead: 3,
    subtasksTotal: 3,
  };
}
