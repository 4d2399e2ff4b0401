import type { WorkbookReport } from "@/lib/contracts/workbooks";

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
  report: WorkbookReport | null;
  createdAt: Date;
  createdBy: { id: string; name: string };
  /** Its bytes are still here. */
  kept: boolean;
  /** Where it lies on the platform, when it was put there on its own. */
  platformFileId: string | null;
  uploadedAt: Date | null;
}
