/** A workbook stored on the platform, gone an hour after it came (sheet §7). */
export interface PlatformFile {
  fileId: string;
  name: string;
  /** ISO 8601 UTC. */
  uploadedAt: string | null;
}

/** An export of a task's subtasks on the platform (sheet §8). */
export interface PlatformExport {
  exportId: string;
  taskId: string | null;
  /** The space it was made in; null for all of them. */
  appId: string | null;
  format: string | null;
  /** Processing, Success or Failed; an unknown word passes through. */
  status: string;
  /** Rows, when it is done. */
  count: number | null;
  /** 1 to 100. */
  progress: number | null;
  createdAt: string | null;
  endedAt: string | null;
}
