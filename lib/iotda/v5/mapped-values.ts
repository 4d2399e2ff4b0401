import type { JsonObject } from "@/lib/contracts/json";
import type { PlatformPage } from "@/lib/domain/platform-task";
import { cleanJson, cleanText } from "../platform-text";
import type { ApiPage } from "./api-values";

/** Absent and empty are the same: not said. */
export const textOrNull = (text: string | null | undefined): string | null => (text ? cleanText(text) : null);

export const listOrNull = (ids: string[] | null | undefined): string[] | null =>
  ids && ids.length > 0 ? ids.map(cleanText) : null;

export const objectOrNull = (value: JsonObject | null | undefined): JsonObject | null =>
  value ? cleanJson(value) : null;

/** A page that is shorter than its limit is the last one (sheet §6.6). */
export function toPage<Row>(rows: Row[], page: ApiPage | null | undefined, limit: number): PlatformPage<Row> {
  return {
    rows,
    total: page?.count ?? 0,
    marker: rows.length < limit ? null : textOrNull(page?.marker),
  };
}
