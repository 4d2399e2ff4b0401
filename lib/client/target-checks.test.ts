import { afterEach, describe, expect, it, vi } from "vitest";
import { type LookedUp, lookUpTargets } from "./target-checks";

const checkedAt = "2026-11-22T12:00:00.000Z";
const sent: { ids: string[]; productIds?: string[] }[] = [];

/** Answers every look-up as found; from call `failsFrom` on with a problem. */
function answerCalls(failsFrom = Number.POSITIVE_INFINITY) {
  vi.stubGlobal("window", { location: { pathname: "/c/a/tasks/new" } });
  vi.stubGlobal("fetch", async (_address: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    const body = JSON.parse(String(init.body));
    sent.push(body);
    if (sent.length >= failsFrom) {
      const problem = { type: "urn:x", title: "x", status: 503, detail: "x", code: "upstream_unavailable" };
      return Response.json({ ...problem, requestId: "r" }, { status: 503 });
    }
    const items = body.ids.map((deviceId: string) => ({
      ...{ deviceId, state: "found", problem: null, name: null, status: "ONLINE" },
      ...{ productId: null, productName: null, nodeType: null, gatewayId: null },
    }));
    return Response.json({ items, checkedAt });
  });
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `d${index}`);
const look = (count: number, more: Partial<Parameters<typeof lookUpTargets>[0]> = {}) =>
  lookUpTargets({ connection: "a", ids: ids(count), productIds: null, ...more });

afterEach(() => {
  sent.length = 0;
  vi.unstubAllGlobals();
});

describe("lookUpTargets", () => {
  it("asks about a hundred of many, twenty a call, and tells how far it is", async () => {
    answerCalls();
    const told: number[] = [];
    const onProgress = (found: LookedUp) => told.push(found.items.length);
    const found = await look(30_000, { productIds: ["p1"], onProgress });
    expect(found).toMatchObject({ asked: 100, of: 30_000, at: checkedAt, error: null });
    expect(found.items).toHaveLength(100);
    expect(told).toEqual([20, 40, 60, 80, 100]);
    expect(sent.map((body) => body.ids.length)).toEqual([20, 20, 20, 20, 20]);
    expect(sent.every((body) => body.productIds?.join() === "p1")).toBe(true);
    expect([sent[0]?.ids[0], sent[4]?.ids[19]]).toEqual(["d0", "d29999"]);
  });

  it("asks about all of a few, once, and about no product where any will do", async () => {
    answerCalls();
    expect((await look(7)).items).toHaveLength(7);
    expect(sent).toEqual([{ ids: ids(7) }]);
    expect(await look(0)).toMatchObject({ items: [], asked: 0, at: null, error: null });
    expect(sent).toHaveLength(1);
  });

  it("keeps what it knows when a call fails, with the reason", async () => {
    answerCalls(3);
    const found = await look(100);
    expect(found).toMatchObject({ asked: 100, at: checkedAt, error: { code: "upstream_unavailable" } });
    expect(found.items).toHaveLength(40);
    expect(sent).toHaveLength(3);
  });

  it("ends in peace when it is cancelled", async () => {
    answerCalls();
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const found = await look(100, { signal: stop.signal, onProgress });
    expect(found.items).toHaveLength(20);
    expect(found.error).toBeNull();
    expect(sent).toHaveLength(1);
  });
});
