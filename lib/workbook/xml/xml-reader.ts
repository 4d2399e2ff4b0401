import { WorkbookRefusal } from "../refusals";

/** What is told while XML goes by. Names come without prefix, attributes and text as they were written. */
export interface XmlHandlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text between two tags, entities still in it when `raw`. */
  text(text: string, raw: boolean): void;
}

/** Characters of one tag or one text; a cell holds 32,767, each as an escape of seven. Bounds what has to be kept. */
export const longestToken = 300_000;

/**
 * Reads XML as it arrives, in pieces of any length, without keeping it. Refuses every declaration (`<!DOCTYPE`,
 * `<!ENTITY`): workbooks have none (ASVS 1.5.1). Does not compare opening with closing tags.
 */
export function createXmlReader(handlers: XmlHandlers): { write(piece: string): void; end(): void } {
  let rest = "";
  return {
    write(piece) {
      const source = rest === "" ? piece : rest + piece;
      rest = source.slice(readTokens(source, handlers));
      if (rest.length > longestToken) throw new WorkbookRefusal("damaged");
    },
    end() {
      if (rest.trim() !== "") throw new WorkbookRefusal("damaged");
    },
  };
}

/** Returns how far the source consists of whole tokens. */
function readTokens(source: string, handlers: XmlHandlers): number {
  let at = 0;
  for (;;) {
    const open = source.indexOf("<", at);
    if (open < 0) return at;
    const end = findTokenEnd(source, open);
    if (end < 0) return at;
    if (open > at) handlers.text(source.slice(at, open), true);
    readToken(source, open, end, handlers);
    at = end;
  }
}

/** The place behind a token that starts with `<`; -1 when its end has not arrived. */
function findTokenEnd(source: string, open: number): number {
  const second = source.charCodeAt(open + 1);
  if (second === exclamation) {
    if (source.startsWith("<!--", open)) return endAfter(source, "-->", open + 4);
    if (source.startsWith("<![CDATA[", open)) return endAfter(source, "]]>", open + 9);
    // Too short to tell yet.
    if ("<![CDATA[".startsWith(source.slice(open)) || "<!--".startsWith(source.slice(open))) return -1;
    throw new WorkbookRefusal("declaration");
  }
  if (second === question) return endAfter(source, "?>", open + 2);
  return findTagEnd(source, open + 1);
}

const exclamation = 0x21;
const question = 0x3f;
const slash = 0x2f;
const colon = 0x3a;
const greater = 0x3e;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** A tag ends at the first `>` outside the quotes of its attributes. */
function findTagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === greater) return at + 1;
    else if (code === doubleQuote || code === singleQuote) quote = code;
  }
  return -1;
}

function endAfter(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

function readToken(source: string, open: number, end: number, handlers: XmlHandlers): void {
  const second = source.charCodeAt(open + 1);
  if (second === question) {
    requireUtf8(source.slice(open, end));
  } else if (second === exclamation) {
    if (source.startsWith("<![", open)) handlers.text(source.slice(open + 9, end - 3), false);
  } else if (second === slash) {
    handlers.close(nameAt(source, open + 2, end - 1).name);
  } else {
    const empty = source.charCodeAt(end - 2) === slash;
    const inner = empty ? end - 2 : end - 1;
    const { name, behind } = nameAt(source, open + 1, inner);
    handlers.open(name, source.slice(behind, inner));
    if (empty) handlers.close(name);
  }
}

function nameAt(source: string, from: number, to: number): { name: string; behind: number } {
  let start = from;
  let behind = from;
  for (; behind < to; behind += 1) {
    const code = source.charCodeAt(behind);
    if (code <= 0x20) break;
    if (code === colon) start = behind + 1;
  }
  return { name: source.slice(start, behind), behind };
}

/** Another encoding could hide a declaration from those who read bytes as UTF-8. */
function requireUtf8(instruction: string): void {
  if (!instruction.startsWith("<?xml ")) return;
  const encoding = /encoding\s*=\s*["']([^"']*)/.exec(instruction)?.[1];
  if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) throw new WorkbookRefusal("damaged");
}
