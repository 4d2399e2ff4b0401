import type { JsonObject } from "@/lib/contracts/json";
import { cleanJson, cleanText } from "../platform-text";

/** Absent and empty are the same: not said. */
export const textOrNull = (text: string | null | undefined): string | null => (text ? cleanText(text) : null);

export const listOrNull = (ids: string[] | null | undefined): string[] | null =>
  ids && ids.length > 0 ? ids.map(cleanText) : null;

export const objectOrNull = (value: JsonObject | null | undefined): JsonObject | null =>
  value ? cleanJson(value) : null;
