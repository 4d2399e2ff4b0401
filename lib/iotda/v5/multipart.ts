import type { FileUpload } from "../platform-files";

const types = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
} as const;

/**
 * A form with the one part the upload takes, named `file` (sheet §7). `boundary` must not occur in the content: 16
 * random bytes do not. The name has been checked to hold nothing that would end it.
 */
export function encodeForm(file: FileUpload, boundary: string): { contentType: string; bytes: Uint8Array } {
  const kind = file.name.toLowerCase().endsWith(".xls") ? "xls" : "xlsx";
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${file.name}"`,
    `Content-Type: ${types[kind]}`,
    "",
    "",
  ].join("\r\n");
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
