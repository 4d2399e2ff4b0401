import type { ColumnChoice, FilePreview } from "./columns";
import type { FileRefusal } from "./file-limits";
import type { ReadStage } from "./read-rows";

/** What the reader of a file says, in this order; `refused` may come instead of any. */
export type FileMessage =
  | { kind: "stage"; stage: ReadStage }
  | { kind: "preview"; preview: FilePreview }
  | { kind: "text"; text: string }
  | { kind: "refused"; refusal: FileRefusal; values: Record<string, number> };

export type FileRequest = { file: File } | { take: ColumnChoice };
