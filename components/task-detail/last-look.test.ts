import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lastLook, noteLook } from "./last-look";

const kept = new Map<string, string>();
beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => {
  kept.clear();
  vi.unstubAllGlobals();
});

const place = (taskId: string) => ({ connection: "plant", taskId });
const [morning, noon] = ["2026-11-22T08:00:00.000Z", "2026-11-22T12:00:00.000Z"];
const stored = () => JSON.parse(kept.get("muster-last-look") ?? "[]") as [string, string][];

it("is the look before this visit, however often this one is noted", () => {
  kept.set("muster-last-look", JSON.stringify([["plant/a", morning]]));
  noteLook(place("a"), new Date(noon));
  expect(lastLook(place("a"))).toBe(morning);
  expect(stored()).toEqual([["plant/a", noon]]);
});

it("is nothing for a task never seen, and where what is kept is no list of looks, or nothing can be kept", () => {
  kept.set("muster-last-look", '{"plant/b":1}');
  expect(lastLook(place("b"))).toBeNull();
  kept.set("muster-last-look", '[["plant/c","soon"],7,null]');
  expect(lastLook(place("c"))).toBeNull();
  vi.stubGlobal("localStorage", undefined);
  noteLook(place("d"), new Date(noon));
  expect(lastLook(place("d"))).toBeNull();
});

it("keeps the latest hundred", () => {
  for (let n = 0; n < 120; n += 1) noteLook(place(`t${n}`), new Date(noon));
  expect(stored()).toHaveLength(100);
  expect(stored()[0]?.[0]).toBe("plant/t119");
});
