import { cleanFileName } from "./file-name";
import { invalidInput } from "./invalid-input";
import { endedEarly, readBytes } from "./read-bytes";
import type { Asked } from "./request-facts";

/** One file, as a handler gets it. */
export interface UploadedFile {
  /** The given name, for showing only (`cleanFileName`). */
  name: string;
  content: Uint8Array;
}

/** Bytes for delimiters and the headers of a part. */
const framing = 16 * 1024;

/**
 * The one part `file` of a form. Throws 415 for another type, 413 over `limit` bytes (counted, not believed), 400 for
 * another form and for one that ends early: what is cut is never taken for a shorter file (F55).
 */
export async function readUpload(request: Asked, limit: number): Promise<UploadedFile> {
  const boundary = requireBoundary(request.headers);
  const tooLarge = `The file has more than ${limit} bytes.`;
  const bytes = await readBytes(request, limit + framing, tooLarge);
  requireOnePart(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), boundary);
  const file = await parsePart(bytes, boundary);
  if (file.size > limit) throw invalidInput(tooLarge, undefined, 413);
  const name = cleanFileName(file.name);
  if (name === "") throw notTheForm("needs a file name");
  return { name, content: new Uint8Array(await file.arrayBuffer()) };
}

function requireBoundary(headers: Headers): string {
  const type = headers.get("content-type") ?? "";
  const found = /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;",]{1,70}))\s*$/i.exec(
    type.trim(),
  );
  const boundary = found?.[1] ?? found?.[2];
  const encoding = headers.get("content-encoding");
  if (boundary !== undefined && (encoding === null || encoding === "identity")) return boundary;
  throw invalidInput("The body must be multipart/form-data and not compressed.", undefined, 415);
}

/** Before anything is parsed: two delimiters, the second one closing, so that nobody pays for a thousand parts. */
function requireOnePart(bytes: Buffer, boundary: string): void {
  const delimiter = `--${boundary}`;
  const first = bytes.indexOf(delimiter);
  const second = first < 0 ? -1 : bytes.indexOf(`\r\n${delimiter}`, first + delimiter.length);
  if (second < 0) throw endedEarly();
  const end = second + 2 + delimiter.length;
  const after = bytes.toString("latin1", end, end + 2);
  if (after === "--") return;
  throw after.length < 2 ? endedEarly() : notTheForm("must be the only part");
}

async function parsePart(bytes: Uint8Array, boundary: string): Promise<File> {
  const headers = { "content-type": `multipart/form-data; boundary="${boundary}"` };
  const form = await new Response(Buffer.from(bytes), { headers }).formData().catch(() => {
    throw invalidInput("The form could not be read.");
  });
  const file = form.get("file");
  if (!(file instanceof File)) throw notTheForm("is needed");
  return file;
}

function notTheForm(message: string) {
  return invalidInput("The form needs exactly one file.", [{ path: "file", message }]);
}
