import { describe, expect, it } from "vitest";
import { findWorkbookColumns, type WorkbookType, workbookTypes } from "@/lib/domain/workbook-columns";
import { findCellProblem } from "./find-cell-problem";

function judge(heading: string, text: string, type: WorkbookType = "createDevices") {
  const column = findWorkbookColumns(type)?.find((candidate) => candidate.heading === heading);
  if (!column) throw new Error(`no column ${heading}`);
  return findCellProblem(column, text);
}

const hex = "0123456789abcdefABCD";

describe("a cell just inside its rule (sheet §7.1)", () => {
  it.each([
    ["product_id", "p"],
    ["product_id", "p".repeat(36)],
    ["node_id", "n".repeat(64)],
    ["node_id", "Az09_-"],
    ["device_id", ""],
    ["device_id", "d".repeat(128)],
    ["device_name", "设备-1_?'#().,&%@!"],
    ["device_name", "𠮷".repeat(256)],
    ["auth_type", "SECRET"],
    ["auth_type", "CERTIFICATES"],
    ["secret", ""],
    ["secret", "12345678"],
    ["secret", "s".repeat(32)],
    ["fingerprint", hex.repeat(2)],
    ["fingerprint", "f".repeat(64)],
    ["secure_access", "true"],
    ["secure_access", "FALSE"],
    ["timeout", "0"],
    ["timeout", "999999999"],
    ["gateway_id", "g".repeat(128)],
    ["description", "\n <any> text "],
    ["description", "é".repeat(2048)],
  ])("%s %j", (heading, text) => {
    expect(judge(heading, text)).toBeNull();
  });

  it.each(workbookTypes)("is every example of %s", (type) => {
    for (const { heading, example } of findWorkbookColumns(type) ?? []) {
      expect(judge(heading, example, type), heading).toBeNull();
    }
  });
});

describe("a cell just outside its rule (sheet §7.1)", () => {
  it.each([
    ["product_id", "", { rule: "missing", values: {} }],
    ["product_id", " \t", { rule: "missing", values: {} }],
    ["product_id", "p".repeat(37), { rule: "too_long", values: { length: 37, max: 36 } }],
    ["node_id", "n".repeat(65), { rule: "too_long", values: { length: 65, max: 64 } }],
    ["node_id", "a.b", { rule: "id_characters", values: {} }],
    ["node_id", "é", { rule: "id_characters", values: {} }],
    ["node_id", "a b", { rule: "id_characters", values: {} }],
    ["node_id", " a", { rule: "blanks", values: {} }],
    ["node_id", "a\u00a0", { rule: "blanks", values: {} }],
    ["device_id", " ", { rule: "blanks", values: {} }],
    ["device_id", "d".repeat(129), { rule: "too_long", values: { length: 129, max: 128 } }],
    ["device_name", "a b", { rule: "name_characters", values: { marks: "_?'#().,&%@!-" } }],
    ["device_name", "a+b", { rule: "name_characters", values: { marks: "_?'#().,&%@!-" } }],
    ["device_name", "名".repeat(257), { rule: "too_long", values: { length: 257, max: 256 } }],
    ["auth_type", "secret", { rule: "choice", values: { choices: "SECRET / CERTIFICATES" } }],
    ["secret", "1234567", { rule: "too_short", values: { length: 7, min: 8 } }],
    ["secret", "s".repeat(33), { rule: "too_long", values: { length: 33, max: 32 } }],
    ["secret", "12345678!", { rule: "id_characters", values: {} }],
    ["fingerprint", "f".repeat(41), { rule: "hex", values: { lengths: "40 / 64" } }],
    ["fingerprint", "g".repeat(40), { rule: "hex", values: { lengths: "40 / 64" } }],
    ["secure_access", "1", { rule: "choice", values: { choices: "true / false" } }],
    ["timeout", "-1", { rule: "whole_number", values: { min: 0, max: 999_999_999 } }],
    ["timeout", "1.5", { rule: "whole_number", values: { min: 0, max: 999_999_999 } }],
    ["timeout", "1000000000", { rule: "whole_number", values: { min: 0, max: 999_999_999 } }],
    ["gateway_id", "g".repeat(129), { rule: "too_long", values: { length: 129, max: 128 } }],
    ["description", "é".repeat(2049), { rule: "too_long", values: { length: 2049, max: 2048 } }],
  ])("%s %j", (heading, text, problem) => {
    expect(judge(heading, text)).toEqual(problem);
  });
});
