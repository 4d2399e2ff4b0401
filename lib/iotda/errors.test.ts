import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { brokenCall } from "./broken-call";
import { classifyAnswer } from "./classify";
import { isMissing, isTokenRefused, PlatformError } from "./errors";

function answer(
  status: number,
  errorCode: string | null,
  { errorMessage = null, operation }: { errorMessage?: string | null; operation?: string } = {},
) {
  const verdict = classifyAnswer({ status, errorCode });
  if (verdict === null) throw new Error("a success");
  const upstream = { status, errorCode, errorMessage, requestId: "r-1" };
  return new PlatformError({ ...verdict, upstream, operation });
}

describe("PlatformError", () => {
  it("is an AppError with the platform's own words", () => {
    const error = answer(403, "IOTDA.014201", { errorMessage: "Ten tasks are running." });
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "upstream_rejected",
      failure: "rejected",
      sent: "yes",
      key: "too_many_tasks",
      hintKey: "too_many_tasks",
      upstream: {
        status: 403,
        errorCode: "IOTDA.014201",
        errorMessage: "Ten tasks are running.",
        requestId: "r-1",
      },
    });
    expect(error.hint).toMatch(/has finished/);
  });

  it.each([
    [401, "IOTDA.000002", "upstream_auth"],
    [403, "IOTDA.000022", "upstream_auth"],
    [429, null, "upstream_throttled"],
    [500, null, "upstream_unavailable"],
    [302, null, "upstream_unavailable"],
    [404, null, "upstream_contract"],
    [400, "IOTDA.000006", "upstream_rejected"],
  ])("%i %s is %s", (status, errorCode, code) => {
    expect(answer(status, errorCode).code).toBe(code);
  });

  it("passes an unknown code through with its raw text", () => {
    const error = answer(400, "IOTDA.424242", { errorMessage: "Something new." });
    expect(error.key).toBe("rejected");
    expect(error.upstream).toMatchObject({ errorCode: "IOTDA.424242", errorMessage: "Something new." });
  });

  it.each([
    [403, "IOTDA.000022", "CreateBatchTask", "iotda:batchtasks:create"],
    [403, "APIG.0302", "RetryBatchTask", "iotda:batchtasks:retry"],
    [403, "IOTDA.000022", "ListApplications", undefined],
    [403, "IOTDA.000021", "CreateBatchTask", undefined],
    [403, null, "CreateBatchTask", undefined],
  ])("%i %s of %s lacks the permission %s", (status, code, operation, permission) => {
    const error = answer(status, code, { operation });
    expect(error.missingPermission).toBe(permission);
    if (permission) expect(error.hint).toMatch(new RegExp(` ${permission}\\.$`));
    else expect(error.hint).not.toContain("iotda:");
  });

  it("has words for calls without an answer", () => {
    const error = brokenCall("headers_timeout", { sent: true });
    expect(error).toMatchObject({ hintKey: "unknown", hint: expect.stringMatching(/may have arrived/) });
  });

  it("keeps the platform's words out of its own message", () => {
    expect(answer(400, "IOTDA.424242", { errorMessage: "secret-ish" }).message).not.toContain("secret-ish");
  });
});

describe("isMissing", () => {
  it.each([
    [404, "IOTDA.014200", true],
    [404, "IOTDA.014299", true],
    [404, "IOTDA.014600", true],
    [404, "105005", true],
    [200, "105005", true],
    [404, "IOTDA.014000", true],
    [200, "IOTDA.014200", false],
    [404, "100203", false],
    [404, "105202", false],
    [404, "IOTDA.000029", false],
    [404, "APIG.0101", false],
    [404, null, false],
    [403, "IOTDA.001000", false],
    [500, "IOTDA.000001", false],
  ])("%i %s: %s", (status, errorCode, missing) => {
    expect(isMissing(answer(status, errorCode))).toBe(missing);
  });

  it("is false for anything else", () => {
    expect(isMissing(new Error("404"))).toBe(false);
  });
});

describe("isTokenRefused", () => {
  it.each([
    [403, "1010005", true],
    [403, "IOTDA.000004", true],
    [401, "IOTDA.000002", true],
    [500, "IOTDA.000020", true],
    [401, "APIG.0307", true],
    [401, null, true],
    [401, "IOTDA.424242", true],
    [403, null, false],
    [401, "100208", false],
    [403, "IOTDA.000022", false],
    [403, "1010009", false],
  ])("%i %s: %s", (status, errorCode, refused) => {
    expect(isTokenRefused(answer(status, errorCode))).toBe(refused);
  });
});
