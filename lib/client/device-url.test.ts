import { expect, it } from "vitest";
import { deviceAddress, taskAtDevice } from "./device-url";

it("carries ids with odd characters whole", () => {
  const id = "plant:7 %2F#?&ü";
  const address = new URL(deviceAddress("plant", id), "http://localhost");
  expect(decodeURIComponent(address.pathname.slice("/c/plant/devices/".length))).toBe(id);
  expect(address.search + address.hash).toBe("");
  const task = new URL(taskAtDevice("plant", "t1", id), "http://localhost");
  expect([task.pathname, task.searchParams.get("q"), task.searchParams.get("open")]).toEqual([
    ...["/c/plant/tasks/t1", id, id],
  ]);
});

it("leaves out what no address of a task takes", () => {
  expect(taskAtDevice("plant", "t1", "d".repeat(129))).toBe("/c/plant/tasks/t1?status=all");
});

it("shows the list instead of an address our server refuses", () => {
  expect(deviceAddress("plant", "a/b c")).toBe("/c/plant/tasks?target=a%2Fb+c");
  expect(deviceAddress("plant", "..")).toBe("/c/plant/tasks?target=..");
});
