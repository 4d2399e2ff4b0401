export interface JsonToken {
  start: number;
  text: string;
  kind: "key" | "string" | "number" | "mark";
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],]|\s+/g;

/** Colours for a JSON text: pieces in order, which joined give the text again. */
export function tokeniseJson(json: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  for (const match of json.matchAll(token)) {
    const [whole, text, colon] = match;
    const start = match.index;
    if (text !== undefined) {
      tokens.push({ start, text, kind: colon === undefined ? "string" : "key" });
      if (colon !== undefined) tokens.push({ start: start + text.length, text: colon, kind: "mark" });
    } else tokens.push({ start, text: whole, kind: /^[\s{}[\],]/.test(whole) ? "mark" : "number" });
  }
  return tokens;
}

/** The text as indented JSON, or null when it is none. */
export function indentJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
