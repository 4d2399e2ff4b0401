import { describe, expect, it } from "vitest";
import type { TaskSummary } from "@/lib/contracts/tasks";
import { readViewQuery } from "@/lib/domain/task-list-url";
import { matchesList } from "./matches-list";
import { sampleSummary } from "./testing/sample-task";

const now = new Date("2026-03-17T12:00:00Z");
const matches = (query: string, task: Partial<TaskSummary>) =>
  matchesList(sampleSummary(task), readViewQuery(query).state, { personId: "p1", now });
const { progress, policy } = sampleSummary();
const ada = { id: "p1", name: "Ada", kind: "person" };

describe("matchesList", () => {
  it("knows what needs attention: what ended badly, and what fails while it runs", () => {
    expect(matches("view=attention", { status: "PartialSuccess" })).toBe(true);
    const running = { status: "Processing", progress: { ...progress, total: 100, fail: 2, timeout: 0 } };
    expect(matches("view=attention", running)).toBe(false);
    expect(matches("view=attention", { ...running, progress: { ...running.progress, timeout: 1 } })).toBe(
      true,
    );
    expect(matches("view=attention", { ...running, status: "Stopped" })).toBe(false);
  });

  it("knows what is still to come, and whose it is", () => {
    const at = (scheduleTime: string) => ({ status: "Waitting", policy: { ...policy, scheduleTime } });
    expect(matches("view=scheduled", at("2026-03-17T12:00:01Z"))).toBe(true);
    expect(matches("view=scheduled", at("2026-03-17T11:59:59Z"))).toBe(false);
    expect(matches("view=mine&by=p2", { createdBy: ada })).toBe(true);
    expect(matches("by=ADA", { createdBy: ada })).toBe(true);
    expect(matches("by=-", { createdBy: ada })).toBe(false);
    expect(matches("by=-", { createdBy: null })).toBe(true);
    expect(matches("space=a1", { appId: "a2" })).toBe(false);
  });
});
