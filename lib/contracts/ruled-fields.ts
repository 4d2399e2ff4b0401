import * as z from "zod";
import { _check } from "zod/v4/core";
import { objecting } from "./objection";

/** A text of 1 to `limit` characters. */
export function text(limit: number) {
  return z.string().min(1, "must not be empty").max(limit, `takes at most ${limit} characters`);
}

/** A text of 1 to `limit` characters, all of them as `pattern` wants; `allowed` says which, for every language alike. */
export function plainText(limit: number, pattern: RegExp, allowed: string) {
  return text(limit)
    .refine((value) => pattern.test(value), objecting("pattern", `takes only ${allowed}`, { allowed }))
    .meta({ pattern: pattern.source });
}

/** A whole number from `min` to `max`. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  return z
    .number()
    .refine(Number.isInteger, objecting("type", "must be a whole number", { expected: "whole" }))
    .refine(
      (value) => value >= min && value <= max,
      objecting("range", `takes ${min} to ${max}`, { min, max }),
    )
    .meta({ type: "integer", minimum: min, maximum: max });
}

/** Each item of a list once, by `keyOf`; what is objected to is `field` of the later one. */
export function unique<Item>(field: string, keyOf: (item: Item) => unknown) {
  const { error: message, params } = objecting("duplicate", "is there twice");
  return _check<Item[]>(
    ({ value, issues }) => {
      const known = new Set<unknown>();
      for (const [index, item] of value.entries()) {
        const key = keyOf(item);
        if (known.has(key))
          issues.push({ code: "custom", input: item, path: [index, field], message, params });
        known.add(key);
      }
    },
    { params, path: ["*", field] },
  );
}

export function utf8Bytes(value: string): number {
  return new TextEncoder().encode(value).length;
}

/** Bytes of a value as it travels: JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
