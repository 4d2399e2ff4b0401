import type { RuleWord } from "@/lib/contracts/objection";
import { documentRow, type RuleRow, text } from "./rule-row";

/** A rule, where it stands in the document, and a document on either side of it. */
export type Case = readonly [rule: string, path: string, word: RuleWord, inside: object, outside: unknown];

/** The rows of one type. */
export function rowsOf(type: string, section: string, cases: readonly Case[]): RuleRow[] {
  return cases.map(([rule, path, word, inside, outside]) =>
    documentRow(type, [`${section} ${rule}`, path, word], [inside, outside]),
  );
}

/** A text field: not empty, so many characters, a text. */
export function textCases(base: object, key: string, limit: number): Case[] {
  const having = (value: unknown) => ({ ...base, [key]: value });
  return [
    [`${key}: ${limit} characters`, key, "too_long", having(text(limit)), having(text(limit + 1))],
    [`${key}: not empty`, key, "needed", having("a"), having("")],
    [`${key}: a text`, key, "type", having("a"), having(7)],
  ];
}

/** A field that cannot be left out. */
export function neededCases(base: object, key: string): Case[] {
  return [[`${key}: mandatory`, key, "needed", base, { ...base, [key]: undefined }]];
}
