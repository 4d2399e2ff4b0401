/** The cause of a failed row without code and text. */
export const causeNone = "none";

/**
 * What differs from device to device, in the order it is looked for (ui.md §5.3): the longer forms first, since they
 * hold the shorter ones. A placeholder holds nothing a later rule would take.
 */
const variables: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[!-~]*[\w/]/gi, "<url>"],
  // A UUID, a MAC address, an id of the platform with the device's own part behind it (sheet §6.1).
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}\b/gi, "<id>"],
  [/\b[0-9a-f]{16,}(?:_[A-Za-z0-9_-]+|\b)/gi, "<id>"],
  [/"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|`[^`]*`/g, "<value>"],
  // An apostrophe inside a word ends nothing: "can't" is no quotation.
  [/(?<!\w)'[^']*'(?!\w)|‘[^’]*’/g, "<value>"],
  [/\b[a-z]:\\[^\s"'<>|，。；）]+/gi, "<path>"],
  [/(?<![\w<>.])(?:\/[\w.+~-]+){2,}\/?/g, "<path>"],
  // An IPv6 address; a time of day has colons, too, but no letter and no pair of them.
  [
    /(?<![\w:])(?=[0-9:.]{0,45}(?:[a-f]|::))(?:[0-9a-f]{0,4}:){2,7}(?:\d+(?:\.\d+){3}|[0-9a-f]{0,4})(?![\w:])/gi,
    "<n>",
  ],
  [/\b0x[0-9a-f]+\b/gi, "<n>"],
  // A serial number such as SN4F7K20A: letters between digits. Not a moment (20261122T101636Z) and no span (1h30m15s).
  [/\b(?!\d{8}T\d{6}Z?\b)(?!(?:\d+(?:ms|[dhms]))+\b)(?=[a-z]*\d+[a-z]+\d)[0-9a-z]{8,}\b/gi, "<id>"],
  // Numbers, versions and IPv4 addresses, however many parts they have.
  [/[0-9０-９]+(?:\.[0-9０-９]+)*/g, "<n>"],
];

/** Characters; a longer message is told apart by how it begins. */
const longestCompared = 2_000;

/**
 * The message with placeholders for what differs from device to device, as it is shown to say what a group has in
 * common. The raw text is always kept beside it.
 */
export function describePattern(message: string): string {
  return variables
    .reduce(
      (text, [variable, placeholder]) => text.replace(variable, placeholder),
      message.slice(0, longestCompared),
    )
    .replace(/\s+/g, " ")
    .trim();
}

/** What messages of one cause have in common: their pattern in any case of letters. */
export function normaliseMessage(message: string): string {
  return describePattern(message).toLowerCase();
}

/** The key that groups failures: the error code, else a hash of the normalised message, else `none`. */
export function causeOf(errorCode: string | null, errorMessage: string | null): string {
  if (errorCode) return errorCode;
  if (!errorMessage) return causeNone;
  return messageKeys.get(errorMessage) ?? keepKey(errorMessage);
}

/** A platform says the same few things of very many devices. */
const messageKeys = new Map<string, string>();
const mostKept = 1_000;

function keepKey(message: string): string {
  const key = keyOf(normaliseMessage(message));
  if (messageKeys.size >= mostKept) messageKeys.clear();
  if (message.length <= longestCompared) messageKeys.set(message, key);
  return key;
}

/**
 * Keys that rows with this message were stored under before `variables` was what it is, beside today's. Rows keep
 * their key until they are read anew and addresses name it for ever, so what is kept by cause is looked for under all.
 */
export function formerCausesOf(errorCode: string | null, errorMessage: string | null): string[] {
  if (errorCode || !errorMessage) return [];
  const former = keyOf(normaliseAtFirst(errorMessage));
  return former === causeOf(errorCode, errorMessage) ? [] : [former];
}

/** The first rules: without UUIDs, addresses, paths and serial numbers, and with a device's own part left standing. */
function normaliseAtFirst(message: string): string {
  return message
    .replace(/\b[0-9a-f]{16,}\b(?:_[A-Za-z0-9_-]+)?/gi, "<id>")
    .replace(/"[^"]*"|'[^']*'/g, "<value>")
    .replace(/\d+(?:\.\d+)?/g, "<n>")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

function keyOf(normalised: string): string {
  return `m-${hash64(normalised)}`;
}

/** FNV-1a, 64 bits: a stable name for a text, not a secret. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}
