import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTask, showTask } from "@/lib/contracts/tasks";
import { addressOf, call } from "./api";
import { ApiError, isOutcomeUnknown } from "./api-error";
import { clearSessionEnd, sessionEnd } from "./session-end";

const place = { params: { connection: "sandbox", taskId: "t1" }, query: {} };
const problem = (status: number, code: string, headers: HeadersInit = {}) =>
  Response.json(
    { type: "about:blank", title: "t", status, detail: "d", code, requestId: "r1" },
    { status, headers: { "content-type": "application/problem+json", ...headers } },
  );

let sent: { address: string; init: RequestInit }[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  sent = [];
  vi.stubGlobal("window", { location: { pathname: "/c/sandbox/tasks" } });
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    sent.push({ address, init });
    return answer();
  });
});
afterEach(() => {
  clearSessionEnd();
  vi.unstubAllGlobals();
});

const failure = async () => {
  const error = await call(showTask, place).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
};

describe("addressOf", () => {
  it("fills the endpoint's path, repeats lists and leaves out what is undefined", () => {
    const made = addressOf(
      showTask,
      { connection: "a b", taskId: "x/y" },
      { status: ["A", "B"], q: undefined, n: 1 },
    );
    expect(made).toBe("/api/v1/connections/a%20b/tasks/x%2Fy?status=A&status=B&n=1");
  });
});

describe("call", () => {
  it("sends key and body, and says when it speaks from a frame", async () => {
    answer = () => problem(422, "upstream_rejected");
    vi.stubGlobal("window", { location: { pathname: "/embed/c/sandbox/tasks" } });
    const body = { name: "n", type: "t", targets: { kind: "list" as const, ids: ["a"] } };
    await call(createTask, { ...place, params: { connection: "s" }, body, idempotencyKey: "k" }).catch(
      () => {},
    );
    const headers = new Headers(sent[0]?.init.headers);
    expect(headers.get("idempotency-key")).toBe("k");
    expect(headers.get("x-muster-context")).toBe("embed");
    expect(headers.get("content-type")).toBe("application/json");
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual(body);
  });

  it("throws the server's problem with its code and how long to wait", async () => {
    answer = () => problem(503, "upstream_throttled", { "retry-after": "7" });
    expect(await failure()).toMatchObject({ code: "upstream_throttled", status: 503, retryAfterSeconds: 7 });
  });

  it("tells a lost answer from one it cannot read", async () => {
    answer = () => Promise.reject(new TypeError("Failed to fetch"));
    expect((await failure()).code).toBe("network");
    answer = () => Response.json({ unexpected: true });
    expect((await failure()).code).toBe("bad_answer");
    answer = () => new Response("<html>", { status: 502 });
    expect(await failure()).toMatchObject({ code: "bad_answer", status: 502 });
  });

  it("remembers that the session has ended", async () => {
    expect(sessionEnd.read()).toBeNull();
    answer = () => problem(401, "unauthenticated");
    await failure();
    expect(sessionEnd.read()).toBeInstanceOf(Date);
  });
});

describe("isOutcomeUnknown", () => {
  it.each([
    [new ApiError("network", null, null), true],
    [new ApiError("bad_answer", 201, null), true],
    [new ApiError("bad_answer", 413, null), false],
    [new ApiError("bad_answer", 504, null), true],
    [new ApiError("internal", 500, null), true],
    [new ApiError("upstream_unavailable", 503, null), false],
    [new ApiError("conflict", 409, null), false],
  ])("%o: %s", (error, unknown) => {
    expect(isOutcomeUnknown(error)).toBe(unknown);
  });
});
