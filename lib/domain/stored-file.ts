import type { KeptWorkbook } from "@/lib/contracts/workbooks";

/** What checking a workbook found, as it is kept with it. */
export interface KeptReport
  extends Pick<
    KeptWorkbook,
    "checked" | "rows" | "problemCount" | "problems" | "ignoredHeadings" | "first" | "last"
  > {
  /** How many devices its good rows name, none twice, and the SHA-256 of their ids in hex; null when unchecked. */
  targets: { count: number; hash: string } | null;
}

/** A workbook that came here, without its bytes; it never changes. */
export interface StoredFile {
  id: string;
  connectionId: number;
  /** As its sender named it: shown as text, never used as a path. */
  name: string;
  format: "xlsx" | "xls";
  /** Bytes. */
  size: number;
  /** In hex. */
  sha256: string;
  /** The type it was checked for; null when it was not. */
  taskType: string | null;
  report: KeptReport | null;
  createdAt: Date;
  createdBy: { id: string; name: string };
  /** Its bytes are still here. */
  kept: boolean;
  /** Where it lies on the platform, when it was put there on its own. */
  platformFileId: string | null;
  uploadedAt: Date | null;
}
