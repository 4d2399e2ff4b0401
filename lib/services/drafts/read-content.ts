import { DraftContent } from "@/lib/contracts/drafts";
import type { JsonObject } from "@/lib/contracts/json";

type Field = keyof DraftContent;
const fields = Object.keys(DraftContent.shape) as Field[];

/**
 * The fields of a draft, whichever build wrote it: one that this build does not know is left out, one it does not
 * have or cannot read is as in a new draft. A draft is typed work, so a change of ours must not make it unreadable.
 */
export function readContent(stored: JsonObject): DraftContent {
  const known = fields.flatMap((field) => {
    const value = stored[field];
    return value !== undefined && DraftContent.shape[field].safeParse(value).success ? [[field, value]] : [];
  });
  return DraftContent.parse(Object.fromEntries(known));
}
