import { describe, expect, it } from "vitest";
import { failureOf, isServed } from "./answer-failure";
import type { Answer } from "./transport";

const now = new Date("2026-11-21T10:15:00Z");

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers, body, requestId: headers["x-request-id"] ?? null, date: null };
}

describe("failureOf", () => {
  it("is null for a success", () => {
    expect(failureOf(answer(200, { task_id: "1" }), now)).toBeNull();
    expect(failureOf(answer(204, undefined), now)).toBeNull();
    expect(failureOf(answer(200, { error_code: null, error_msg: "" }), now)).toBeNull();
  });

  it("sees the error envelope inside a 200", () => {
    const error = failureOf(answer(200, { error_code: "IOTDA.014111", error_msg: "No answer." }), now);
    expect(error).toMatchObject({
      code: "upstream_rejected",
      upstream: { status: 200, errorCode: "IOTDA.014111", errorMessage: "No answer." },
    });
  });

  it("takes the request id from the header, else from the body", () => {
    const body = { error_code: "APIGW.0301", error_msg: "no", request_id: "from-body" };
    expect(failureOf(answer(401, body), now)?.upstream.requestId).toBe("from-body");
    const headers = { "x-request-id": "from-header" };
    expect(failureOf(answer(401, body, headers), now)?.upstream.requestId).toBe("from-header");
  });

  it("reads the legacy envelope and numbers as codes", () => {
    expect(failureOf(answer(403, { error_code: 1010009, error_desc: "slow" }), now)).toMatchObject({
      code: "upstream_throttled",
      upstream: { errorCode: "1010009", errorMessage: "slow" },
    });
  });

  it("reads what IAM says", () => {
    const error = { code: 401, message: "The username or password is wrong.", title: "Unauthorized" };
    expect(failureOf(answer(401, { error }), now)).toMatchObject({
      code: "upstream_auth",
      upstream: { status: 401, errorCode: null, errorMessage: "The username or password is wrong." },
    });
  });

  it.each([undefined, null, "text", 7, [], { error_code: { a: 1 } }, { error: 1 }, { other: 1 }])(
    "survives %j as the body of a failure",
    (body) => {
      expect(failureOf(answer(500, body), now)?.upstream).toMatchObject({ status: 500, errorCode: null });
    },
  );

  it("cleans and bounds the platform's text", () => {
    const error = failureOf(answer(400, { error_code: "X.1", error_msg: `a\0${"b".repeat(9_000)}` }), now);
    expect(error?.upstream.errorMessage).toMatch(/^a\uFFFDb+$/);
    expect(error?.upstream.errorMessage).toHaveLength(4_000);
  });

  it("honours Retry-After only where repeating helps", () => {
    const headers = { "retry-after": "12" };
    expect(failureOf(answer(429, undefined, headers), now)?.retryAfterSeconds).toBe(12);
    expect(failureOf(answer(503, undefined, headers), now)?.retryAfterSeconds).toBe(12);
    expect(
      failureOf(answer(400, { error_code: "IOTDA.000006" }, headers), now)?.retryAfterSeconds,
    ).toBeUndefined();
  });

  it("names a redirect", () => {
    const error = failureOf(answer(302, undefined), now);
    expect(error).toMatchObject({ code: "upstream_unavailable" });
    expect(error?.message).toContain("redirect");
  });
});

describe("isServed", () => {
  it.each([
    [200, {}, true],
    [404, { error_code: "IOTDA.014000" }, true],
    [200, { error_code: "105001" }, true],
    [429, undefined, false],
    [200, { error_code: "1010009" }, false],
    [503, undefined, false],
  ])("%i %j: %s", (status, body, served) => {
    expect(isServed(answer(status, body))).toBe(served);
  });
});
