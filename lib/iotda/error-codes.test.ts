import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyAnswer } from "./classify";
import { findKnownCode } from "./error-codes";

const published = readFileSync(`${import.meta.dirname}/testdata/error-codes.tsv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([status = "", code = "", meaning = ""]) => ({ status: Number(status), code, meaning }));

describe("the published codes", () => {
  it.each(published)("$status $code is known: $meaning", ({ code }) => {
    expect(findKnownCode(code)?.hint).toMatch(/\w.*\.$/);
  });

  it.each(published)("$status $code never counts as success", ({ status, code }) => {
    expect(classifyAnswer({ status, errorCode: code })).not.toBeNull();
  });

  it.each(published.filter(({ meaning }) => /rate|throttl|calls per minute/i.test(meaning)))(
    "$status $code is a throttle",
    ({ status, code }) => {
      expect(classifyAnswer({ status, errorCode: code })?.failure).toBe("throttled");
    },
  );
});

it("reads both prefixes of the gateway and nothing else", () => {
  expect(findKnownCode("APIG.0308")).toBe(findKnownCode("APIGW.0308"));
  expect(findKnownCode("APIX.0308")).toBeUndefined();
  expect(findKnownCode("0308")).toBeUndefined();
  expect(findKnownCode("toString")).toBeUndefined();
});
