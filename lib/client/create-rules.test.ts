import { describe, expect, it } from "vitest";
import { CreateTaskFields } from "@/lib/contracts/create-task";
import { documentSchemaOf } from "@/lib/contracts/task-document";
import { listRules } from "@/lib/contracts/testing/list-rules";
import { createRules } from "@/lib/domain/create-rules";
import { taskTypes } from "@/lib/domain/task-types";
import en from "@/lib/i18n/messages/en.json";
import { messageArguments } from "@/lib/i18n/testing/message-arguments";
import { ruleRows } from "@/lib/services/testing/create-rules/all-rows";
import type { RuleRow } from "@/lib/services/testing/create-rules/rule-row";
import { checkCreate } from "./check-create";

const now = new Date(Date.UTC(2026, 10, 22, 12));
const rows = ruleRows(now);

describe("the form", () => {
  it.each(rows)("$sheet", ({ connection, inside, outside, path, rule }) => {
    const facts = { connectionKind: connection, now };
    expect(checkCreate(inside, facts).objections).toEqual([]);
    const { objections } = checkCreate(outside, facts);
    expect(objections.map((found) => [found.path, found.rule])).toEqual([[path, rule]]);
    const said = messageArguments(en.rule[rule]).map((name) => name.replace(/,.*/, ""));
    expect(Object.keys(objections[0]?.values ?? {})).toEqual(expect.arrayContaining(said));
  });
});

/** Where a rule stands, whatever the index or the key of somebody else: `createMessages document.ttl range`. */
function placeOf({ outside, path, rule }: RuleRow): string {
  const place = path
    .replace(/(\.desired)\..*$/s, "$1.?")
    .replace(/\.?[^.]+$/, (last) => (rule === "unknown" ? `${last.startsWith(".") ? "." : ""}?` : last))
    .replace(/\.\d+(?=\.|$)/g, ".*");
  return place.startsWith("document.") ? `${String(outside.type)} ${place} ${rule}` : `${place} ${rule}`;
}

describe("the table", () => {
  it("has a row for every rule there is", () => {
    const ofDocuments = taskTypes.flatMap(({ type }) => {
      const schema = documentSchemaOf(type);
      const rules = schema ? [...listRules(schema, ["document"])] : [];
      return rules.filter((rule) => rule.startsWith("document.")).map((rule) => `${type} ${rule}`);
    });
    const known = new Set([
      ...listRules(CreateTaskFields),
      ...ofDocuments,
      ...createRules.map(({ path, rule }) => `${path} ${rule}`),
      ...["choice", "not_for_connection", "view_only"].map((rule) => `type ${rule}`),
    ]);
    const tried = new Set(rows.map(placeOf));
    expect([...known].filter((rule) => !tried.has(rule))).toEqual([]);
    expect([...tried].filter((rule) => !known.has(rule))).toEqual([]);
  });
});
