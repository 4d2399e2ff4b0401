import { describe, expect, it } from "vitest";
import { Selection } from "@/lib/contracts/operations";
import { actOnAll, actOnRows, actOnTargets, actOnTicked, allowPartial, meanCount } from "./act-request";

const failed = { status: ["Fail"], cause: [], q: "", tries: 0 };
const waiting = { ...failed, status: ["Waitting"] };
const any = { status: [], cause: ["IOTDA.014016"], q: "pump", tries: 2 };

describe("requests for subtasks", () => {
  it("are all of the contract's shape, each under a key of its own", () => {
    const requests = [
      actOnTargets("retry", ["a", "b"]),
      actOnRows("confirm", waiting, { count: 3, first: 3 }),
      actOnAll("stop", 9),
    ];
    for (const request of requests) expect(Selection.parse(request.selection)).toEqual(request.selection);
    expect(new Set(requests.map((request) => request.key)).size).toBe(3);
  });

  it("of ticked rows leave out what cannot be retried", () => {
    const marked = new Map([
      ["a", "Fail"],
      ["b", "Success"],
      ["c", "Stopped"],
    ]);
    expect(
      actOnTicked("retry", { everything: false, marked }, { filter: any, total: 10 })?.selection,
    ).toEqual({ targets: ["a", "c"] });
    expect(
      actOnTicked(
        "retry",
        { everything: false, marked: new Map([["b", "Success"]]) },
        { filter: any, total: 10 },
      ),
    ).toBeNull();
  });

  it("of everything matched carry the count where it is sure", () => {
    expect(
      actOnTicked(
        "retry",
        { everything: true, marked: new Map([["a", "Fail"]]) },
        { filter: failed, total: 214 },
      )?.selection,
    ).toEqual({
      filter: { status: ["Fail"] },
      except: ["a"],
      expectedCount: 213,
    });
    expect(
      actOnTicked("retry", { everything: true, marked: new Map() }, { filter: any, total: 214 })?.selection,
    ).toEqual({
      filter: { status: ["Fail", "FailWaitRetry", "Stopped"], cause: ["IOTDA.014016"], q: "pump", tries: 2 },
    });
    const done = { ...failed, status: ["Success"] };
    expect(
      actOnTicked("retry", { everything: true, marked: new Map() }, { filter: done, total: 5 }),
    ).toBeNull();
  });

  it("may be repeated for what is read so far, under a new key", () => {
    const request = actOnRows("retry", failed, { count: 3 });
    const partial = allowPartial(request);
    expect(partial?.selection).toEqual({ filter: { status: ["Fail"] }, allowPartial: true });
    expect(partial?.key).not.toBe(request.key);
    expect(allowPartial(actOnAll("retry", 3))).toBeNull();
  });

  it.each([
    ["stop", ["b", "c"]],
    ["confirm", ["c"]],
    ["rerun", ["a"]],
  ] as const)("of ticked rows keep what a %s takes", (act, targets) => {
    const marked = new Map([
      ["a", "Fail"],
      ["b", "Processing"],
      ["c", "Waitting"],
      ["d", "Success"],
    ]);
    const request = actOnTicked(act, { everything: false, marked }, { filter: any, total: 10 });
    expect(request?.selection).toEqual({ targets });
  });

  it("are meant anew, under a new key, when the number has changed", () => {
    const wave = actOnRows("confirm", waiting, { count: 40, first: 40 });
    const again = meanCount(wave, 38);
    expect(again).toMatchObject({
      count: 38,
      selection: { filter: { status: ["Waitting"] }, first: 40, expectedCount: 38 },
    });
    expect(again.key).not.toBe(wave.key);
    expect(meanCount(actOnAll("stop", 9), 8).count).toBe(9);
  });
});
