import { describe, expect, it } from "vitest";
import type { Fault } from "./fault";
import { FaultList } from "./fault-list";

function listOf(...faults: Fault[]): FaultList {
  const list = new FaultList(441);
  for (const fault of faults) list.add(fault);
  return list;
}

function kinds(list: FaultList, calls: number, now = (_k: number) => 0) {
  return Array.from({ length: calls }, (_, k) => list.strike("GET", "/v5/x", now(k)).fault?.kind);
}

describe("a list of faults", () => {
  it("strikes with the first that fits, and uses up only that one", () => {
    const list = listOf(
      { kind: "hang", match: { method: "post" }, times: 1 },
      { kind: "reset", match: { path: "/v5/" }, times: 2 },
      { kind: "html" },
    );
    expect(kinds(list, 4)).toEqual(["reset", "reset", "html", "html"]);
    expect(list.list().map(({ fault, left }) => [fault.kind, left])).toEqual([
      ["hang", 1],
      ["html", null],
    ]);
    expect(list.strike("POST", "/v5/x", 0).fault?.kind).toBe("hang");
    list.clear();
    expect(list.strike("POST", "/v5/x", 0).fault).toBeUndefined();
  });

  it("adds all fitting rewrites up, beside one other fault", () => {
    const list = listOf(
      { kind: "rewrite", at: "a", value: 1, times: 1 },
      { kind: "delay", delayMs: 1 },
      { kind: "rewrite", at: "b", remove: true },
      { kind: "rewrite", at: "c", value: 1, match: { path: "/elsewhere" } },
    );
    const first = list.strike("GET", "/v5/x", 0);
    expect([first.fault?.kind, first.rewrites.map(({ at }) => at)]).toEqual(["delay", ["a", "b"]]);
    expect(list.strike("GET", "/v5/x", 0).rewrites.map(({ at }) => at)).toEqual(["b"]);
  });

  it("strikes the ordered share of calls, the same ones for the same seed", () => {
    const run = () => kinds(listOf({ kind: "reset", probability: 0.3 }), 1_000);
    const struck = run().filter((kind) => kind === "reset").length;
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(run()).toEqual(run());
    expect(kinds(listOf({ kind: "reset", probability: 0 }), 50)).not.toContain("reset");
    expect(kinds(listOf({ kind: "reset", probability: 0.5, times: 2 }), 100).filter(Boolean)).toHaveLength(2);
  });

  it("throttles what is over so many calls in any second", () => {
    const list = listOf({ kind: "throttle", over: 3 });
    const none = undefined;
    expect(kinds(list, 5)).toEqual([none, none, none, "throttle", "throttle"]);
    expect(kinds(list, 1, () => 999)).toEqual(["throttle"]);
    expect(kinds(list, 4, () => 1_000)).toEqual([none, none, none, "throttle"]);
    expect(kinds(list, 4, (k) => 3_000 + 400 * k)).toEqual([none, none, none, none]);
  });
});
