import { describe, expect, it } from "vitest";
import { live, off } from "@/lib/client/live/live-state";
import { type PillSnapshot, pillState } from "./pill-state";

const read: PillSnapshot = {
  fetchedAt: "2026-03-17T12:00:00.000Z",
  nextReadAt: "2026-03-17T12:00:10.000Z",
  state: "live",
  final: false,
};
const cut = (offline: boolean) => ({ kind: "cut", since: new Date(), offline }) as const;

describe("pillState", () => {
  it("falls behind by this page's clock when nothing newer comes for two intervals", () => {
    expect(pillState(read, live, 20_000)).toBe("live");
    expect(pillState(read, live, 20_001)).toBe("stale");
    expect(pillState({ ...read, nextReadAt: "2026-03-17T12:00:01.000Z" }, live, 9_000)).toBe("live");
    expect(pillState({ ...read, state: "fresh", nextReadAt: undefined }, off, 3_600_000)).toBe("fresh");
  });

  it("says that news no longer comes, whatever the last answer said", () => {
    for (const state of ["live", "fresh", "stale"] as const) {
      expect(pillState({ ...read, state }, cut(false), 0)).toBe("cut");
    }
    expect(pillState({ ...read, state: "fresh", final: true }, cut(false), 0)).toBe("cut");
  });

  it("tells a platform that does not answer before a stream that is cut, but no network before both", () => {
    expect(pillState({ ...read, state: "unreachable" }, cut(false), 0)).toBe("unreachable");
    expect(pillState({ ...read, state: "unreachable" }, cut(true), 0)).toBe("cut");
    expect(pillState({ ...read, state: "deleted" }, cut(true), 0)).toBe("deleted");
  });

  it("calls a task that was read to its end final", () => {
    expect(pillState({ ...read, state: "fresh", final: true }, live, 3_600_000)).toBe("final");
  });
});
