import type { JsonObject } from "@/lib/contracts/json";

const replacement = "\uFFFD";

/** The platform's text with NUL and lone surrogates, which no database column takes, as U+FFFD. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", replacement).replace(/\p{Cs}/gu, replacement);
}

/** The same for every key and text inside a document; all else stays as it is. */
export function cleanJson(value: JsonObject): JsonObject {
  return cleanEntries(value);
}

type Json = JsonObject[string];

function cleanValue(value: Json): Json {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (value !== null && typeof value === "object") return cleanEntries(value);
  return value;
}

function cleanEntries(value: { [key: string]: Json }): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanValue(inner)]));
}
