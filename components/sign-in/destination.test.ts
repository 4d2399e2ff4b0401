import { describe, expect, it } from "vitest";
import { describeDestination } from "./destination";

describe("describeDestination", () => {
  it.each([
    [
      "/c/sandbox/tasks/65f80f2c3d7e4b10a9c4e2d1?status=Fail",
      { kind: "task", taskId: "65f80f2c3d7e4b10a9c4e2d1" },
    ],
    ["/embed/c/sandbox/tasks/abc", { kind: "task", taskId: "abc" }],
    ["/c/sandbox/tasks?status=Fail", { kind: "tasks", connection: "sandbox" }],
    ["/c/sandbox/tasks/new?step=policy", { kind: "tasks", connection: "sandbox" }],
    ["/", { kind: "other" }],
  ])("%s", (next, destination) => {
    expect(describeDestination(next)).toEqual(destination);
  });
});
