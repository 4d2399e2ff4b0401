import { describe, expect, it } from "vitest";
import { Selection } from "@/lib/contracts/operations";
import { allowPartial, retryEverything, retryFilter, retryTargets, retryTicked } from "./retry-request";

const failed = { status: ["Fail"], cause: [], q: "", tries: 0 };
const any = { status: [], cause: ["IOTDA.014016"], q: "pump", tries: 2 };

describe("retry requests", () => {
  it("are all of the contract's shape, each under a key of its own", () => {
    const requests = [retryTargets(["a", "b"]), retryFilter(failed, { count: 3 }), retryEverything(9)];
    for (const request of requests) expect(Selection.parse(request.selection)).toEqual(request.selection);
    expect(new Set(requests.map((request) => request.key)).size).toBe(3);
  });

  it("of ticked rows leave out what cannot be retried", () => {
    const marked = new Map([
      ["a", "Fail"],
      ["b", "Success"],
      ["c", "Stopped"],
    ]);
    expect(retryTicked({ everything: false, marked }, any, 10)?.selection).toEqual({ targets: ["a", "c"] });
    expect(retryTicked({ everything: false, marked: new Map([["b", "Success"]]) }, any, 10)).toBeNull();
  });

  it("of everything matched carry the count where it is sure", () => {
    expect(
      retryTicked({ everything: true, marked: new Map([["a", "Fail"]]) }, failed, 214)?.selection,
    ).toEqual({
      filter: { status: ["Fail"] },
      except: ["a"],
      expectedCount: 213,
    });
    expect(retryTicked({ everything: true, marked: new Map() }, any, 214)?.selection).toEqual({
      filter: { status: ["Fail", "FailWaitRetry", "Stopped"], cause: ["IOTDA.014016"], q: "pump", tries: 2 },
    });
    const done = { ...failed, status: ["Success"] };
    expect(retryTicked({ everything: true, marked: new Map() }, done, 5)).toBeNull();
  });

  it("may be repeated for what is read so far, under a new key", () => {
    const request = retryFilter(failed, { count: 3 });
    const partial = allowPartial(request);
    expect(partial?.selection).toEqual({ filter: { status: ["Fail"] }, allowPartial: true });
    expect(partial?.key).not.toBe(request.key);
    expect(allowPartial(retryEverything(3))).toBeNull();
  });
});
