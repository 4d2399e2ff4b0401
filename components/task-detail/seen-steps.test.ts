import { describe, expect, it } from "vitest";
import { maximumHistory, type SubtaskChange } from "@/lib/contracts/subtask-history";
import type { Subtask } from "@/lib/contracts/subtasks";
import { seenSteps } from "./seen-steps";

const at = (minute: number) => `2026-03-17T12:${String(minute).padStart(2, "0")}:00.000Z`;
const silent = { errorCode: null, errorMessage: null, output: null };

const row: Subtask = {
  target: "d1",
  status: "Success",
  platformStatus: "Success",
  cause: null,
  attempt: 2,
  firstSeenAt: at(0),
  changedAt: at(30),
  ...silent,
};
const change = (status: string, minute: number, rest: Partial<SubtaskChange> = {}): SubtaskChange => ({
  status,
  platformStatus: status,
  attempt: 1,
  until: at(minute),
  ...silent,
  ...rest,
});

describe("seenSteps", () => {
  it("tells from when on each state was seen, and what a retry has overwritten", () => {
    const failed = { errorMessage: "Connection lost", output: `{"progress":40}` };
    const changes = [
      change("Processing", 30, { attempt: 2 }),
      change("Fail", 20, failed),
      change("Waitting", 10),
    ];
    expect(seenSteps(row, changes)).toEqual([
      { order: 0, at: at(0), status: "Waitting", attempt: 1, past: null },
      { order: 1, at: at(10), status: "Fail", attempt: 1, past: { errorCode: null, ...failed } },
      { order: 2, at: at(20), status: "Processing", attempt: 2, past: null },
      { order: 3, at: at(30), status: "Success", attempt: 2, past: null },
    ]);
  });

  it("has one state of a device that never changed", () => {
    expect(seenSteps({ ...row, changedAt: null }, [])).toEqual([
      { order: 0, at: at(0), status: "Success", attempt: 2, past: null },
    ]);
  });

  it("does not guess when a past began that is longer than what is told", () => {
    const changes = Array.from({ length: maximumHistory }, () => change("Fail", 10));
    expect(seenSteps(row, changes)[0]?.at).toBeNull();
  });
});
