import type { JsonValue } from "./json-value";

const kept = new Map<string, JsonValue>();

/**
 * What a choice has taken out of a document, for as long as the window lives: choosing back brings it back. Named by
 * the draft and the place it was taken from.
 */
export function rememberValue(draftId: string, place: string, value: JsonValue | undefined): void {
  const key = `${draftId} ${place}`;
  if (value === undefined) kept.delete(key);
  else kept.set(key, value);
}

export function recallValue(draftId: string, place: string): JsonValue | undefined {
  return kept.get(`${draftId} ${place}`);
}
