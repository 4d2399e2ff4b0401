import { documentRows } from "./document-rows";
import { fieldRows } from "./field-rows";
import { legacyRows } from "./legacy-rows";
import { policyRows } from "./policy-rows";
import type { RuleRow } from "./rule-row";
import { targetRows } from "./target-rows";

/** Every rule of a create; `now` is the time of everybody who looks at it. */
export function ruleRows(now: Date): RuleRow[] {
  return [...fieldRows, ...targetRows, ...policyRows(now.getTime()), ...documentRows, ...legacyRows];
}
