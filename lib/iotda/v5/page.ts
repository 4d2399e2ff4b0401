import { z } from "zod";
import type { PlatformPage } from "@/lib/domain/platform-task";
import { Text } from "../wire/api-values";
import { textOrNull } from "../wire/mapped-values";

/** Sheet §6.1 Page. */
export const ApiPage = z.object({ count: z.int().min(0), marker: Text });
export type ApiPage = z.infer<typeof ApiPage>;

/** A page that is shorter than its limit is the last one (sheet §6.6). */
export function toPage<Row>(rows: Row[], page: ApiPage | null | undefined, limit: number): PlatformPage<Row> {
  return {
    rows,
    total: page?.count ?? 0,
    marker: rows.length < limit ? null : textOrNull(page?.marker),
  };
}
