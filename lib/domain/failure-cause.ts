/** The cause of a failed row without code and text. */
export const causeNone = "none";

const ids = /\b[0-9a-f]{16,}\b(?:_[A-Za-z0-9_-]+)?/gi;
const quoted = /"[^"]*"|'[^']*'/g;
const numbers = /\d+(?:\.\d+)?/g;

/**
 * The message without what differs from device to device: ids, quoted values and numbers (ui.md §5.3).
 * The raw text is always kept beside it.
 */
export function normaliseMessage(message: string): string {
  return message
    .replace(ids, "<id>")
    .replace(quoted, "<value>")
    .replace(numbers, "<n>")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The key that groups failures: the error code, else a hash of the normalised message, else `none`. */
export function causeOf(errorCode: string | null, errorMessage: string | null): string {
  if (errorCode) return errorCode;
  if (!errorMessage) return causeNone;
  return `m-${hash64(normaliseMessage(errorMessage))}`;
}

/** FNV-1a, 64 bits: a stable name for a text, not a secret. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}
