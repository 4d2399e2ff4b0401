import { describe, expect, it } from "vitest";
import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { judgeSubtask, judgeWholeTask, type LostVerdict, type SelectionKind } from "./selection-kinds";

const now = new Date("2026-11-22T12:00:00Z");

function task(change: Partial<PlatformTask> = {}): PlatformTask {
  return {
    ...{
      taskId: "t",
      name: "n",
      type: "firmwareUpgrade",
      status: "Processing",
      platformStatus: "Processing",
    },
    ...{
      statusDescription: null,
      mode: null,
      extInfo: null,
      needConfirm: true,
      targets: null,
      groupIds: null,
    },
    ...{
      fileId: null,
      document: null,
      progress: null,
      createdAt: null,
      operator: null,
      timeoutMinutes: null,
    },
    ...{ tags: null, criteria: null },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    ...change,
  };
}
const row = (status: string): PlatformSubtask => ({
  ...{ target: "d", status, platformStatus: status, output: null },
  ...{ errorCode: null, errorMessage: null, commandId: null },
});
const later = { scheduleTime: "2026-11-22T13:00:00Z", retryCount: null, retryIntervalMinutes: null };

describe("a call without an answer", () => {
  it.each<[SelectionKind, string, LostVerdict]>([
    ["retry", "Fail", "untouched"],
    ["retry", "Stopped", "untouched"],
    ["retry", "Waitting", "arrived"],
    ["retry", "Removed", "untold"],
    ["stop", "Processing", "untouched"],
    ["stop", "Stopped", "arrived"],
    ["stop", "Success", "untold"],
    ["confirm", "Waitting", "untouched"],
    ["confirm", "Processing", "arrived"],
    ["confirm", "Stopped", "untold"],
    ["confirm", "A new word", "untold"],
  ])("%s of a subtask that is %s now: %s", (kind, status, verdict) => {
    expect(judgeSubtask(kind, { task: task(), row: row(status) }, now)).toBe(verdict);
  });

  it("about a subtask that the task does not have touched nothing", () => {
    expect(judgeSubtask("stop", { task: task(), row: undefined }, now)).toBe("untouched");
  });

  it("proves nothing by waiting subtasks when a consent is only noted until the start", () => {
    const waiting = task({ policy: later, progress: { ...noProgress, waiting: 3 } });
    expect(judgeSubtask("confirm", { task: waiting, row: row("Waitting") }, now)).toBe("untold");
    expect(judgeWholeTask("confirm", { task: waiting, before: 3 }, now)).toBe("untold");
  });

  it.each<[SelectionKind, Partial<PlatformTask>, number | null, LostVerdict]>([
    ["retry", { progress: { ...noProgress, fail: 2, stopped: 1 } }, 3, "untouched"],
    ["retry", { progress: { ...noProgress, fail: 2 } }, 3, "arrived"],
    ["retry", { progress: null }, 3, "untold"],
    ["retry", { progress: { ...noProgress, fail: 2 } }, null, "untold"],
    ["stop", { status: "Stopping" }, 3, "arrived"],
    ["stop", { status: "Processing", progress: { ...noProgress, processing: 1 } }, 3, "untouched"],
    ["stop", { status: "Success" }, 3, "untold"],
    ["confirm", { progress: { ...noProgress, waiting: 3 } }, 3, "untouched"],
    ["confirm", { progress: { ...noProgress, waiting: 0, processing: 3 } }, 3, "arrived"],
    ["confirm", { status: "Stopping", progress: { ...noProgress, waiting: 0 } }, 3, "untold"],
  ])("%s of everything, the task being %o after %o: %s", (kind, change, before, verdict) => {
    expect(judgeWholeTask(kind, { task: task(change), before }, now)).toBe(verdict);
  });
});
