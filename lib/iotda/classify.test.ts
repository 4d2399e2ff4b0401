import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyAnswer, classifyBreak } from "./classify";
import type { BreakReason } from "./failure-class";

describe("classifyAnswer", () => {
  it.each([
    [200, null, null],
    [201, null, null],
    [204, null, null],
    [200, "IOTDA.014111", "rejected yes"],
    [200, "IOTDA.777777", "rejected yes"],
    [200, "IOTDA.021101", "throttled yes"],
    [200, "IOTDA.000001", "transient maybe"],
    [200, "100203", "rejected yes"],
    [200, "101001", "rejected yes"],
    [200, "105001", "rejected yes"],
    [200, "105002", "rejected yes"],
    [200, "424242", "rejected yes"],
    [200, "50252", "transient maybe"],
    [401, "100208", "auth yes"],
    [401, "100028", "auth yes"],
    [403, "1010005", "auth yes"],
    [403, "100203", "rejected yes"],
    [404, "100203", "rejected yes"],
    [404, "105005", "rejected yes"],
    [429, null, "throttled yes"],
    [429, "APIGW.0308", "throttled yes"],
    [429, "APIG.0308", "throttled yes"],
    [429, "SOMETHING.NEW", "throttled yes"],
    [403, "IOTDA.021101", "throttled yes"],
    [403, "IOTDA.021102", "throttled yes"],
    [403, "1010009", "throttled yes"],
    [401, null, "auth yes"],
    [401, "IOTDA.000002", "auth yes"],
    [401, "IOTDA.999999", "auth yes"],
    [403, null, "auth yes"],
    [403, "IOTDA.000021", "auth yes"],
    [403, "IOTDA.000022", "auth yes"],
    [403, "APIG.0302", "auth yes"],
    [403, "APIGW.0399", "auth yes"],
    [403, "IOTDA.001000", "rejected yes"],
    [403, "IOTDA.014201", "rejected yes"],
    [403, "IOTDA.999999", "rejected yes"],
    [400, "IOTDA.000006", "rejected yes"],
    [404, "IOTDA.014200", "rejected yes"],
    [500, "IOTDA.014200", "transient maybe"],
    [401, "IOTDA.014201", "auth yes"],
    [404, "IOTDA.999999", "rejected yes"],
    [404, "APIGW.0101", "rejected yes"],
    [404, null, "contract yes"],
    [400, null, "contract yes"],
    [408, null, "transient maybe"],
    [500, "IOTDA.000001", "transient maybe"],
    [500, "IOTDA.000020", "transient maybe"],
    [500, "100203", "rejected yes"],
    [500, "IOTDA.999999", "transient maybe"],
    [502, null, "transient maybe"],
    [503, null, "transient maybe"],
    [504, null, "transient maybe"],
    [301, null, "unreachable yes"],
    [303, null, "unreachable maybe"],
    [307, null, "unreachable yes"],
  ])("%i with code %s is %s", (status, errorCode, expected) => {
    const verdict = classifyAnswer({ status, errorCode });
    expect(verdict === null ? null : `${verdict.failure} ${verdict.sent}`).toBe(expected);
  });
});

const published = readFileSync(`${import.meta.dirname}/testdata/error-codes.tsv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([status = "", code = "", meaning = ""]) => ({ status: Number(status), code, meaning }));

describe("the published codes", () => {
  it.each(published)("$status $code never counts as success: $meaning", ({ status, code }) => {
    expect(classifyAnswer({ status, errorCode: code })).not.toBeNull();
    expect(classifyAnswer({ status: 200, errorCode: code })).not.toBeNull();
  });

  it("only say so when a rate was too high", () => {
    const throttled = published.filter(
      ({ status, code }) => classifyAnswer({ status, errorCode: code })?.failure === "throttled",
    );
    expect(throttled.map(({ code }) => code)).toEqual([
      "IOTDA.021101",
      "IOTDA.021102",
      "APIGW.0308",
      "1010009",
    ]);
  });
});

describe("classifyBreak", () => {
  it.each<[BreakReason, boolean, string]>([
    ["refused", false, "unreachable no"],
    ["name_not_found", false, "unreachable no"],
    ["connect_timeout", false, "unreachable no"],
    ["no_route", false, "unreachable no"],
    ["tls", false, "unreachable no"],
    ["blocked", false, "unreachable no"],
    ["timed_out", false, "unreachable no"],
    ["cancelled", false, "unreachable no"],
    ["reset", false, "transient no"],
    ["reset", true, "unknown maybe"],
    ["headers_timeout", true, "unknown maybe"],
    ["timed_out", true, "unknown maybe"],
    ["cancelled", true, "unknown maybe"],
    ["truncated", true, "contract maybe"],
    ["too_large", true, "contract maybe"],
    ["unreadable", true, "contract maybe"],
    ["not_json", true, "contract maybe"],
  ])("%s, sent %s, is %s", (reason, sent, expected) => {
    const verdict = classifyBreak(reason, sent);
    expect(`${verdict.failure} ${verdict.sent}`).toBe(expected);
  });
});
