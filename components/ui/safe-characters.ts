export interface TextPart {
  /** Offset in the text: a name for the part. */
  start: number;
  text: string;
  /** The code point to show instead of the character, such as `U+202E`; null for ordinary text. */
  code: string | null;
}

// Control, bidirectional and invisible characters: they may hide or reorder what a person reads.
const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Splits a text from a device into what is shown as it is and what is shown as a symbol (security.md S2.6). */
export function splitUnsafe(text: string, options: { multiline: boolean }): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(unsafe)) {
    if (options.multiline && (match[0] === "\n" || match[0] === "\t")) continue;
    if (match.index > from) parts.push({ start: from, text: text.slice(from, match.index), code: null });
    parts.push({ start: match.index, ...symbolOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ start: from, text: text.slice(from), code: null });
  return parts;
}

function symbolOf(character: string): Omit<TextPart, "start"> {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  if (point < 0x20) return { text: String.fromCodePoint(0x2400 + point), code };
  return { text: point === 0x7f ? "\u2421" : code, code };
}
