import { expect, it } from "vitest";
import { keepOpenSplit, openSplitOf } from "./open-split";
import type { PlatformTask } from "./platform-task";
import { noProgress } from "./progress";

const known = { ...noProgress, total: 10, success: 3, waiting: 5, processing: 2 };
const told = { ...noProgress, total: 10, success: 3, processing: 7 };
const task = (facts: Partial<PlatformTask>): PlatformTask => ({
  ...{ taskId: "t", name: "n", type: "DeviceCmd", status: "Processing", platformStatus: "Running" },
  ...{ statusDescription: null, mode: null, extInfo: null, needConfirm: null, targets: null, groupIds: null },
  ...{ fileId: null, document: null, createdAt: null, operator: null, timeoutMinutes: null, tags: null },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  ...{ criteria: null, progress: told, openUntold: true },
  ...facts,
});

it("keeps what is known of waiting and processing while everything that is told stands still", () => {
  expect(keepOpenSplit(task({}), known)).toEqual(known);
});

it.each(["total", "success", "fail", "timeout"] as const)("takes the answer once %s moved", (counter) => {
  const moved = { ...told, [counter]: told[counter] + 1 };
  expect(keepOpenSplit(task({ progress: moved }), known)).toEqual(moved);
});

it("takes the answer of a platform that tells both, and none for none", () => {
  expect(keepOpenSplit(task({ openUntold: false }), known)).toEqual(told);
  expect(keepOpenSplit(task({ progress: null }), known)).toBeNull();
});

it("reads the split from the rows", () => {
  expect(openSplitOf({ Waitting: 4, Success: 9 })).toEqual({ waiting: 4, processing: 0 });
});
