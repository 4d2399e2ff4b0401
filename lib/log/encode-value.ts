/** Line breaks, terminal codes and direction marks: a value must not be able to forge or hide a line (A48). */
const unsafe = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu;
const longest = 1000;

export function encodeText(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Encodes every text within facts made by ourselves: objects and arrays are small and not cyclic. */
export function encodeValue(value: unknown): unknown {
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(encodeValue);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [encodeText(key), encodeValue(inner)]),
  );
}
