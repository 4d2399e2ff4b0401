import { FileRefused } from "./file-limits";

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

/** The text of a file: by its byte order mark, else UTF-8, else what Chinese spreadsheet programs write (GB18030). */
export function decodeText(bytes: Uint8Array): string {
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  const encodings = marked ? [marked.encoding] : (["utf-8", "gb18030"] as const);
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding);
    if (text === null) continue;
    if (text.includes("\0")) throw new FileRefused("kind");
    return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  }
  throw new FileRefused("encoding");
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
