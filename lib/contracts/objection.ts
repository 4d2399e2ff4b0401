import type * as z from "zod";

/** Why something is refused, as a word a form can say in any language: `rule.{word}` in the catalogues. */
export const ruleWords = [
  "bad_key",
  "choice",
  "duplicate",
  "exclusive",
  "format",
  "large",
  "multiple_of",
  "needed",
  "nested",
  "not_for_connection",
  "not_for_type",
  "only_with",
  "pair",
  "past",
  "pattern",
  "range",
  "too_big",
  "too_few",
  "too_late",
  "too_long",
  "too_many",
  "type",
  "unknown",
  "view_only",
] as const;
export type RuleWord = (typeof ruleWords)[number];

/** `limit`, `min`, `max` and `step` are numbers; `other`, `options`, `allowed`, `expected`, `example` and `chars` texts. */
export type RuleValues = Record<string, string | number>;

/** One thing that is wrong: `path` as in `invalidParams` (`document.package_id`), `message` in English. */
export interface Objection {
  path: string;
  message: string;
  rule: RuleWord;
  values?: RuleValues;
}

/** The parameters of a refinement that objects in a word of its own; a later check of the same value is not made. */
export function objecting(rule: RuleWord, message: string, values: RuleValues = {}) {
  return { error: message, abort: true, params: { rule, values } };
}

type Issue = z.core.$ZodIssue;
type Words = Pick<Objection, "rule" | "values">;

/** What a schema has against a value, in order. `value` is what was parsed: what it lacks is `needed`, not of a wrong type. */
export function toObjections(issues: readonly Issue[], value: unknown): Objection[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key]));
    const words = wordsOf(issue);
    const lacks = isAboutKind(words.rule) && readAt(value, issue.path) === undefined;
    const said = lacks
      ? { message: "is needed", rule: "needed" as const }
      : { message: issue.message, ...words };
    return [{ path: path.join("."), ...said }];
  });
}

function unknownKey(path: string[]): Objection {
  return { path: path.join("."), message: "is not known here", rule: "unknown" };
}

function isAboutKind(rule: RuleWord): boolean {
  return rule === "type" || rule === "choice";
}

function wordsOf(issue: Issue): Words {
  switch (issue.code) {
    case "custom":
      return isWords(issue.params) ? issue.params : { rule: "type", values: { expected: "other" } };
    case "invalid_key":
      return issue.issues[0] ? wordsOf(issue.issues[0]) : { rule: "bad_key" };
    case "too_big":
      return {
        rule: issue.origin === "array" ? "too_many" : "too_long",
        values: { limit: Number(issue.maximum) },
      };
    case "too_small":
      return issue.origin === "array"
        ? { rule: "too_few", values: { limit: Number(issue.minimum) } }
        : { rule: "needed" };
    case "invalid_value":
      return { rule: "choice", values: { options: issue.values.map(String).join(", ") } };
    case "invalid_union":
      return "options" in issue && issue.options
        ? { rule: "choice", values: { options: issue.options.map(String).join(", ") } }
        : { rule: "type", values: { expected: "other" } };
    case "invalid_format":
      return { rule: "format", values: { example: examples[issue.format] ?? "" } };
    case "invalid_type":
      return { rule: "type", values: { expected: kinds[issue.expected] ?? "other" } };
    default:
      return { rule: "type", values: { expected: "other" } };
  }
}

const kinds: Partial<Record<string, string>> = {
  string: "text",
  number: "whole",
  boolean: "boolean",
  array: "list",
  object: "object",
  record: "object",
};

const examples: Partial<Record<string, string>> = {
  datetime: "2026-11-22T02:00:00Z",
  url: "https://example.com/results",
  uuid: "0d6b2c6e-5c8b-4990-8344-005c02316ad1",
};

function isWords(params: unknown): params is Words {
  return typeof params === "object" && params !== null && "rule" in params;
}

function readAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
