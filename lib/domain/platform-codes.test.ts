import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findPlatformCode, platformCodes } from "./platform-codes";

const published = readFileSync(`${import.meta.dirname}/../iotda/testdata/error-codes.tsv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([, code = "", meaning = "", , , evidence = ""]) => ({ code, meaning, evidence }));

describe("the one table of codes", () => {
  it("holds every published code and none that is not", () => {
    expect([...platformCodes.keys()].sort()).toEqual([...new Set(published.map(({ code }) => code))].sort());
  });

  it("lets nothing rest on numbers that are not published", () => {
    const made = published.filter(({ evidence }) => evidence.startsWith("PLACEHOLDER"));
    expect(made).toHaveLength(7);
    const unpublished = [...platformCodes].filter(([, { unpublished }]) => unpublished);
    expect(unpublished.map(([code]) => code).sort()).toEqual(made.map(({ code }) => code).sort());
    for (const [, code] of unpublished) expect(code).not.toHaveProperty("missing");
  });

  it("knows what says that there are too many calls", () => {
    const told = published.filter(({ meaning }) => /request rate|throttl|calls per minute/i.test(meaning));
    const throttles = [...platformCodes].filter(([, { failure }]) => failure === "throttled");
    expect(throttles.map(([code]) => code).sort()).toEqual(told.map(({ code }) => code).sort());
  });

  it.each(["IOTDA.000002", "IOTDA.000004", "IOTDA.000020", "APIG.0301", "APIGW.0307", "1010005"])(
    "%s may be cured by a new token",
    (code) => {
      expect(findPlatformCode(code)?.renewable).toBe(true);
    },
  );

  it.each(["IOTDA.000021", "IOTDA.000022", "APIGW.0302", "100208", "100203", "105005"])(
    "%s is not",
    (code) => {
      expect(findPlatformCode(code)?.renewable).toBeUndefined();
    },
  );
});

it("reads both prefixes of the gateway and nothing else", () => {
  expect(findPlatformCode("APIG.0308")).toBe(findPlatformCode("APIGW.0308"));
  expect(findPlatformCode("APIG.0308")).toBeDefined();
  expect(findPlatformCode("APIX.0308")).toBeUndefined();
  expect(findPlatformCode("0308")).toBeUndefined();
  expect(findPlatformCode("toString")).toBeUndefined();
});
