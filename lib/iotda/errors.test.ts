import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { classifyAnswer } from "./classify";
import { isMissing, PlatformError } from "./errors";

function answer(status: number, errorCode: string | null, errorMessage: string | null = null) {
  const verdict = classifyAnswer({ status, errorCode });
  if (verdict === null) throw new Error("a success");
  return new PlatformError({ ...verdict, upstream: { status, errorCode, errorMessage, requestId: "r-1" } });
}

describe("PlatformError", () => {
  it("is an AppError with the platform's own words", () => {
    const error = answer(403, "IOTDA.014201", "Ten tasks are running.");
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "upstream_rejected",
      failure: "rejected",
      sent: "yes",
      key: "too_many_tasks",
      upstream: {
        status: 403,
        errorCode: "IOTDA.014201",
        errorMessage: "Ten tasks are running.",
        requestId: "r-1",
      },
    });
    expect(error.hint).toMatch(/one has finished/);
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
    const error = answer(400, "IOTDA.424242", "Something new.");
    expect(error.key).toBe("rejected");
    expect(error.upstream).toMatchObject({ errorCode: "IOTDA.424242", errorMessage: "Something new." });
  });

  it("keeps the platform's words out of its own message", () => {
    expect(answer(400, "IOTDA.424242", "secret-ish").message).not.toContain("secret-ish");
  });
});

describe("isMissing", () => {
  it.each([
    [404, "IOTDA.014200", true],
    [404, "IOTDA.014299", true],
    [404, "IOTDA.014600", true],
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
