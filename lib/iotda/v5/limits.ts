import type { PageQuery } from "../call-options";
import { maxTargetsPerCall } from "../platform";
import type { FileUpload } from "../platform-files";
import { outside } from "../wire/checks";

/** What a file may weigh (sheet §7); ours is the wider reading of "2 MB". */
export const maxFileBytes = 2 * 1024 * 1024;

/** Lengths of ids and of texts to search for (sheet §6.3, §7, §11). */
export const lengths = {
  appId: 36,
  productId: 36,
  packageId: 36,
  packageVersion: 256,
  productName: 64,
  deviceId: 128,
  deviceName: 256,
  nodeId: 64,
  groupId: 36,
  groupName: 64,
  fileId: 128,
  fileName: 128,
  sql: 400,
} as const;

/** Paging as the platform takes it (sheet §6.6); beyond it every call would be refused. */
export function checkPage(query: PageQuery): void {
  const { limit, offset = 0 } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw outside("limit", "takes 1 to 50");
  if (!Number.isInteger(offset) || offset < 0 || offset > 500) throw outside("offset", "takes 0 to 500");
}

/** A text to search for. */
export function checkText(text: string | undefined, path: string, longest: number): string | undefined {
  if (text === undefined || (text.length >= 1 && text.length <= longest)) return text;
  throw outside(path, `takes 1 to ${longest} characters`);
}

export function checkTargets(targets: readonly string[]): readonly string[] {
  if (targets.length >= 1 && targets.length <= maxTargetsPerCall) return targets;
  throw outside("targets", `takes 1 to ${maxTargetsPerCall} devices a call`);
}

/** A workbook by its name and size (sheet §7). The name goes into a header, so nothing may end it there. */
export function checkFile(file: FileUpload): FileUpload {
  const isPlain = /^[\p{L}\p{N} ._()-]+\.xlsx?$/iu.test(file.name) && file.name.length <= lengths.fileName;
  if (!isPlain)
    throw outside("file.name", "takes letters, digits, blanks, . _ - ( ) and the ending xlsx or xls");
  const { length } = file.content;
  if (length < 1 || length > maxFileBytes) throw outside("file", "takes 1 byte to 2 MB");
  return file;
}
