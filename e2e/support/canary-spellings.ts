/** A value of which at least this much must never stand in a row anywhere. */
const tellingLength = 12;

/** One way a value may stand in a text or a file. */
export interface Spelling {
  form: string;
  text: string;
}

/**
 * Every form a leaked value would take: itself or a telling part of it, inside JSON, HTML and addresses, as base64 at
 * any offset, as hex.
 */
export function spellingsOf(value: string): Spelling[] {
  const bytes = Buffer.from(value, "utf8");
  const json = quoted(value);
  const found: Spelling[] = [
    ...partsOf(value).map((text) => ({ form: "as it is, or a part of it", text })),
    { form: "in JSON", text: json },
    { form: "in JSON within JSON", text: quoted(json) },
    { form: "in JSON for a script", text: quoted(json).replace(/[<>&]/g, unicodeEscape) },
    { form: "in HTML", text: value.replace(/[&<>"']/g, (character) => htmlNames[character] ?? "") },
    { form: "percent-encoded", text: encodeURIComponent(value) },
    { form: "percent-encoded twice", text: encodeURIComponent(encodeURIComponent(value)) },
    { form: "in a form", text: new URLSearchParams([["", value]]).toString().slice(1) },
    { form: "in hex", text: bytes.toString("hex") },
    { form: "in capital hex", text: bytes.toString("hex").toUpperCase() },
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
  ];
  const texts = new Set<string>();
  return found.filter(({ text }) => !texts.has(text) && texts.add(text));
}

/** Slices that lie side by side, the last one flush with the end. */
function partsOf(value: string): string[] {
  if (value.length <= tellingLength) return [value];
  const starts = Array.from(
    { length: Math.floor(value.length / tellingLength) },
    (_, at) => at * tellingLength,
  );
  return [...starts, value.length - tellingLength].map((start) => value.slice(start, start + tellingLength));
}

/** What stays of a base64 text whatever stands before and after the value. */
function base64At(bytes: Buffer, offset: number): Spelling[] {
  const around = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(3)]);
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return (["base64", "base64url"] as const).map((encoding) => ({
    form: encoding,
    text: around.toString(encoding).slice(from, to),
  }));
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const htmlNames: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};
