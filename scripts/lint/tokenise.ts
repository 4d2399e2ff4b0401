export type Token = { kind: "word" | "string" | "template" | "mark"; text: string; line: number };

// In order: what is skipped, then what is kept. A quoted string ends at its line's end at the latest, so that an
// apostrophe in the text of a page does not swallow the rest of the file.
const PATTERN = new RegExp(
  [
    /(?<skipped>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/,
    /(?<word>[\p{ID_Start}$_#@][\p{ID_Continue}$]*|\d[\w.]*)/u,
    /(?<string>"(?:[^"\\\n]|\\.)*["\n]|'(?:[^'\\\n]|\\.)*['\n])/,
    /(?<template>`)/,
    /(?<mark>[\s\S])/,
  ]
    .map((part) => part.source)
    .join("|"),
  "yu",
);

const REGEX = /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
// After one of these a slash starts a regular expression; after a name, a number or a bracket's end it divides.
const BEFORE_REGEX = /^(?:[(,=:[!&|?{};+*%<>~^-]|return|typeof|case|in|of)$/;

/**
 * Splits TypeScript into words, strings, templates and single marks, without comments. Strings carry their content.
 * Good enough to find imports, exports and names; it does not understand JSX text beyond not being led astray by it.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let position = 0; position < text.length; ) {
    const start = position;
    const token = readToken(text, position, tokens.at(-1));
    position = token.end;
    if (token.kind !== "skipped") tokens.push({ kind: token.kind, text: token.text, line });
    line += text.slice(start, position).split("\n").length - 1;
  }
  return tokens;
}

function readToken(text: string, position: number, previous: Token | undefined) {
  if (text[position] === "/" && (!previous || BEFORE_REGEX.test(previous.text))) {
    REGEX.lastIndex = position;
    const regex = REGEX.exec(text);
    if (regex) return { kind: "template" as const, text: "", end: REGEX.lastIndex };
  }
  PATTERN.lastIndex = position;
  const groups = PATTERN.exec(text)?.groups ?? {};
  const end = PATTERN.lastIndex;
  if (groups.skipped !== undefined) return { kind: "skipped" as const, text: "", end };
  if (groups.word !== undefined) return { kind: "word" as const, text: groups.word, end };
  if (groups.string !== undefined) return { kind: "string" as const, text: groups.string.slice(1, -1), end };
  if (groups.template !== undefined)
    return { kind: "template" as const, text: "", end: endOfTemplate(text, end) };
  return { kind: "mark" as const, text: groups.mark ?? "", end };
}

/** The position after a template's closing backtick; its `${…}` may hold templates of their own. */
function endOfTemplate(text: string, start: number): number {
  for (let position = start; position < text.length; position++) {
    if (text[position] === "\\") position++;
    else if (text[position] === "`") return position + 1;
    else if (text.startsWith("${", position)) position = endOfPlaceholder(text, position + 2) - 1;
  }
  return text.length;
}

function endOfPlaceholder(text: string, start: number): number {
  let depth = 1;
  for (let position = start; position < text.length; position++) {
    const character = text[position];
    if (character === "`") position = endOfTemplate(text, position + 1) - 1;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return position + 1;
  }
  return text.length;
}
