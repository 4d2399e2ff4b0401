import { LIMITS } from "../limits";
import type { FileTable } from "./file-table";

/** A batch file: what was read of it, not its bytes, because nothing ever asks for those again. */
export type StoredFile = {
  id: string;
  name: string;
  /** Platform ms. */
  uploadedAt: number;
  /** Absent = stored, but it cannot be read (a workbook of the old binary kind). */
  table?: FileTable;
};

/** Uploaded files, each for one hour (sheet §7). All times are platform ms. */
export class StoredFiles {
  private files: StoredFile[] = [];

  /** Oldest first. */
  list(): readonly StoredFile[] {
    return this.files;
  }

  find(fileId: string): StoredFile | undefined {
    return this.files.find((file) => file.id === fileId);
  }

  add(file: StoredFile): void {
    this.files.push(file);
  }

  remove(fileId: string): void {
    this.files = this.files.filter((file) => file.id !== fileId);
  }

  settle(platformMs: number): void {
    const ended = (file: StoredFile) => platformMs - file.uploadedAt >= LIMITS.fileKeptMs;
    if (this.files.some(ended)) this.files = this.files.filter((file) => !ended(file));
  }

  dump(): StoredFile[] {
    return this.files;
  }

  restore(files: StoredFile[]): void {
    this.files = files;
  }
}
