import { WorkbookRefusal } from "../refusals";

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with its entities replaced. Only XML's own five exist where there are no declarations. */
export function decodeText(text: string): string {
  return text.includes("&") ? text.replace(/&([^;&]*);?/g, decodeEntity) : text;
}

function decodeEntity(entity: string, body: string): string {
  const code = /^#x[0-9a-f]+$/i.test(body)
    ? Number.parseInt(body.slice(2), 16)
    : /^#\d+$/.test(body)
      ? Number(body.slice(1))
      : null;
  if (code !== null && code > 0 && code <= 0x10ffff && entity.endsWith(";"))
    return String.fromCodePoint(code);
  const plain = Object.hasOwn(named, body) && entity.endsWith(";") ? named[body] : undefined;
  if (plain === undefined) throw new WorkbookRefusal("damaged");
  return plain;
}

/** What spreadsheets write for characters that XML has no form for: `_x000D_`, and `_x005F_` for the mark itself. */
export function decodeSheetText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The attributes of a tag by their local names. */
export function readAttributes(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of source.matchAll(
    /\s(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    found.set(name, decodeText(double ?? single ?? ""));
  }
  return found;
}
