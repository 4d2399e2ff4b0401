import type { PlatformExport, PlatformFile } from "@/lib/domain/platform-file";
import type { PlatformPage } from "@/lib/domain/platform-task";
import type { CallOptions, PageQuery } from "./call-options";

/** What an export holds (sheet §8): the subtasks of one task, seen from one space or, without it, from all. */
export interface ExportDraft {
  taskId: string;
  appId?: string;
}

/** Sheet §8. */
export interface ListExportsQuery extends PageQuery {
  taskId?: string;
  appId?: string;
}

/** A workbook on its way to the platform (sheet §7): xlsx or xls, at most 2 MB, a name no stored file has. */
export interface FileUpload {
  name: string;
  content: Uint8Array;
}

/** Workbooks on the way in. */
export interface BatchFilesPlatform {
  /** Sheet §7. */
  uploadFile(file: FileUpload, options: CallOptions): Promise<PlatformFile>;
  /** All of them: ten at most (sheet §7). */
  listFiles(options: CallOptions): Promise<PlatformFile[]>;
  deleteFile(fileId: string, options: CallOptions): Promise<void>;
}

/** Results on the way out. */
export interface ExportsPlatform {
  /** Ends in time; nothing but the list tells when (sheet §8). */
  createExport(draft: ExportDraft, options: CallOptions): Promise<PlatformExport>;
  listExports(query: ListExportsQuery, options: CallOptions): Promise<PlatformPage<PlatformExport>>;
  /** The zip as it is; once per 30 s and user (sheet §8). */
  downloadExport(exportId: string, options: CallOptions): Promise<Uint8Array>;
  deleteExport(exportId: string, options: CallOptions): Promise<void>;
}

export interface FilesPlatform extends BatchFilesPlatform, ExportsPlatform {}
