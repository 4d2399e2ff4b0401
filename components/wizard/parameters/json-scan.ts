import { deepestDocument } from "../draft";

/** Why a text is no JSON, as a word of the catalogue `parameters.syntax`. */
export type SyntaxWord =
  | "end"
  | "character"
  | "comma"
  | "quotes"
  | "openText"
  | "escape"
  | "number"
  | "word"
  | "after"
  | "deep";

/** A piece of the text; offsets count from 0, `end` is behind it. */
export interface Piece {
  start: number;
  end: number;
}

export interface SyntaxFault extends Piece {
  word: SyntaxWord;
}

export interface JsonScan {
  /** The first thing that is wrong; null when the text can be read. */
  fault: SyntaxFault | null;
  /** Where the value of each path stands (`shadow.0.desired`; the whole is ""). */
  places: ReadonlyMap<string, Piece>;
  /** Keys that come again in their object: only the last one counts. */
  repeats: readonly Piece[];
  /** Numbers a browser cannot hold exactly, so that another one would be sent. */
  rounded: readonly Piece[];
}

class Stop extends Error {
  constructor(readonly fault: SyntaxFault) {
    super(fault.word);
  }
}

/**
 * Reads a JSON text for where its values stand and what is wrong with it: the browsers' own parsers name neither
 * alike, and not always a place.
 */
export function scanJson(text: string): JsonScan {
  const places = new Map<string, Piece>();
  const repeats: Piece[] = [];
  const rounded: Piece[] = [];
  let at = 0;

  const stop = (word: SyntaxWord, start = at, end = start + 1): never => {
    throw new Stop({ word, start, end: Math.max(start, Math.min(end, text.length)) });
  };
  const skip = () => {
    while (at < text.length && " \t\n\r".includes(text.charAt(at))) at += 1;
  };
  const readString = (): string => {
    const start = at;
    for (at += 1; text[at] !== '"'; at += 1) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code) || code < 32) stop("openText", start, at);
      if (code !== 92) continue;
      const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0];
      if (escaped === undefined) stop("escape", at, at + 2);
      else at += escaped.length - 1;
    }
    at += 1;
    return JSON.parse(text.slice(start, at));
  };
  const readScalar = () => {
    const start = at;
    const token = /^[^\s,:[\]{}"]+/.exec(text.slice(at, at + 400))?.[0] ?? "";
    if (token === "") stop("character");
    if (token.startsWith("'")) stop("quotes", start, start + token.length);
    at += token.length;
    if (token === "true" || token === "false" || token === "null") return;
    if (!/^[-+.\d]/.test(token)) stop("word", start, at);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) stop("number", start, at);
    if (!isExact(token)) rounded.push({ start, end: at });
  };
  /** What stands between two brackets, comma by comma. */
  const readMembers = (closing: string, readMember: (index: number) => void) => {
    at += 1;
    skip();
    for (let index = 0; text[at] !== closing; index += 1) {
      readMember(index);
      skip();
      if (at >= text.length) stop("end", at, at);
      if (text[at] === closing) break;
      if (text[at] !== ",") stop("character");
      const comma = at;
      at += 1;
      skip();
      if (text[at] === closing) stop("comma", comma);
    }
    at += 1;
  };
  const readKey = (): string => {
    if (at >= text.length) stop("end", at, at);
    if (text[at] !== '"') stop(/['\w]/.test(text.charAt(at)) ? "quotes" : "character");
    const key = readString();
    skip();
    if (at >= text.length) stop("end", at, at);
    if (text[at] !== ":") stop("character");
    at += 1;
    return key;
  };
  const readValue = (path: string, depth: number): void => {
    skip();
    const start = at;
    const below = (key: string | number) => (path === "" ? String(key) : `${path}.${key}`);
    if (at >= text.length) stop("end", at, at);
    if (depth > deepestDocument) stop("deep");
    if (text[at] === "{") {
      const known = new Set<string>();
      readMembers("}", () => {
        const begin = at;
        const key = readKey();
        if (known.has(key)) repeats.push({ start: begin, end: at - 1 });
        known.add(key);
        readValue(below(key), depth + 1);
      });
    } else if (text[at] === "[") readMembers("]", (index) => readValue(below(index), depth + 1));
    else if (text[at] === '"') readString();
    else readScalar();
    places.set(path, { start, end: at });
  };

  try {
    readValue("", 0);
    skip();
    if (at < text.length) stop("after", at, text.length);
    return { fault: null, places, repeats, rounded };
  } catch (error) {
    if (error instanceof Stop) return { fault: error.fault, places, repeats, rounded };
    throw error;
  }
}

/** Whether the number a browser makes of a text is the one that was written. */
export function isExact(number: string): boolean {
  const value = Number(number);
  if (!Number.isFinite(value)) return false;
  return !/^-?\d+$/.test(number) || Number.isSafeInteger(value) || BigInt(number) === BigInt(value);
}

/** Where the value of a path stands, or the nearest part of it that is there. */
export function findPiece({ places }: Pick<JsonScan, "places">, path: string): Piece {
  const found = places.get(path);
  if (found) return found;
  return path === "" ? { start: 0, end: 0 } : findPiece({ places }, path.replace(/\.?[^.]*$/, ""));
}

export interface LinePlace {
  line: number;
  column: number;
}

/** Line and column of an offset, both from 1. */
export function lineOf(text: string, offset: number): LinePlace {
  return lineFinder(text)(offset);
}

/** The same for many offsets of one text: its lines are counted once. */
export function lineFinder(text: string): (offset: number) => LinePlace {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
