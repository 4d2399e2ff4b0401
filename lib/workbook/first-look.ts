import { workbookLimits } from "@/lib/contracts/workbooks";
import type { RefusalRule } from "./refusals";

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
/** Of the containers of OLE: workbooks of the old format, and encrypted ones of the new. */
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** The stream that holds an encrypted workbook, as the container's directory writes its name. */
const encryptedStream = Buffer.from("EncryptedPackage", "utf16le");

export type FirstLook = { format: "xlsx" | "xls"; refused: null } | { format: null; refused: RefusalRule };

/** Size, name and first bytes of a file that came as a workbook (sheet §7): enough to turn most mistakes away. */
export function lookAtFile(bytes: Uint8Array, fileName: string): FirstLook {
  const refuse = (refused: RefusalRule): FirstLook => ({ format: null, refused });
  const extension = /\.(xlsx|xls|xlsm|xltm)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === undefined) return refuse("kind");
  if (extension.endsWith("m")) return refuse("macros");
  if (bytes.length > workbookLimits.bytes) return refuse("size");
  if (startsWith(bytes, zipMagic)) {
    return extension === "xlsx" ? { format: "xlsx", refused: null } : refuse("renamed");
  }
  if (!startsWith(bytes, oleMagic)) return refuse("kind");
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedStream)) {
    return refuse("encrypted");
  }
  return extension === "xls" ? { format: "xls", refused: null } : refuse("renamed");
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
