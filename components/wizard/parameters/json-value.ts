import type { JsonObject } from "@/lib/contracts/json";
import { isExact, scanJson } from "./json-scan";

export type JsonValue = JsonObject[string];

/** The value of a JSON text; undefined when it is none, or holds a number that would change on the way. */
export function readJson(text: string): JsonValue | undefined {
  const { fault, rounded } = scanJson(text);
  return fault || rounded.length > 0 ? undefined : (JSON.parse(text) as JsonValue);
}

/** The number a text is; null when it is none a document can hold as it is. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(trimmed) && isExact(trimmed)
    ? Number(trimmed)
    : null;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with some keys set anew; undefined takes one away, the others keep their places. */
export function withKeys(
  object: JsonObject | null,
  part: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject {
  const kept = Object.entries(object ?? {}).flatMap(([key, value]): [string, JsonValue | undefined][] => [
    [key, Object.hasOwn(part, key) ? part[key] : value],
  ]);
  const added = Object.entries(part).filter(([key]) => !Object.hasOwn(object ?? {}, key));
  const all = [...kept, ...added].filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(all);
}

/** An object without keys counts as nothing said. */
export function orNothing(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
}

/** The text at a key, for a field; what is no text is shown as the JSON it is. */
export function textAt(object: JsonObject | null, key: string): string {
  const value = object?.[key];
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
