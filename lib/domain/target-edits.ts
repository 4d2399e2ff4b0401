import { eachPiece, isUsable, type TargetPiece, trimmedPiece } from "./target-list";

/** The text without these pieces; a line that held nothing else goes with them. */
export function leaveOut(text: string, pieces: readonly Pick<TargetPiece, "line" | "start">[]): string {
  const starts = new Map<number, Set<number>>();
  for (const { line, start } of pieces) {
    const known = starts.get(line) ?? new Set();
    starts.set(line, known.add(start));
  }
  let offset = 0;
  const kept: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const out = starts.get(index + 1);
    const rest = out ? lineWithout(line, offset, out) : line;
    if (rest !== null) kept.push(rest);
    offset += line.length + 1;
  }
  return kept.join("\n");
}

function lineWithout(line: string, offset: number, out: ReadonlySet<number>): string | null {
  let kept = "";
  let used = false;
  for (const match of line.matchAll(/([,;\t]?)([^,;\t]*)/g)) {
    const [whole, mark = "", segment = ""] = match;
    if (whole === "") continue;
    const from = offset + match.index + mark.length;
    const piece = trimmedPiece(segment, 0, segment.length, 0);
    if (piece && out.has(from + piece.start)) continue;
    kept += used ? whole : segment;
    used ||= piece !== null;
  }
  return used ? kept : null;
}

/** The text with more of it on lines of its own. */
export function appendLines(text: string, more: string): string {
  if (text.trim() === "") return more;
  return text.endsWith("\n") ? text + more : `${text}\n${more}`;
}

/** The text up to its `count`th usable ID; what cannot be sent before it stays and is still to be fixed. */
export function keepFirst(text: string, count: number): string {
  const seen = new Set<string>();
  let end = text.length;
  eachPiece(text, (piece) => {
    if (seen.size === count || !isUsable(piece.value)) return;
    seen.add(piece.value);
    if (seen.size === count) end = piece.end;
  });
  return text.slice(0, end);
}

/**
 * What `keepFirst` leaves away, in texts of `count` usable IDs at most. Repeats are left out, since one in another
 * part would be sent twice; what cannot be sent goes along, to be fixed there.
 */
export function partsAfter(text: string, count: number): string[] {
  const seen = new Set<string>();
  const parts: { pieces: string[]; usable: number }[] = [];
  eachPiece(text, ({ value }) => {
    if (seen.has(value)) return;
    const at = Math.floor(seen.size / count) - 1;
    const usable = isUsable(value);
    if (usable) seen.add(value);
    if (at < 0) return;
    const part = parts[at] ?? { pieces: [], usable: 0 };
    parts[at] = part;
    part.pieces.push(value);
    if (usable) part.usable += 1;
  });
  const last = parts.at(-1);
  // Problems behind the last ID make no task of their own.
  if (last?.usable === 0 && parts.length > 1) parts.at(-2)?.pieces.push(...(parts.pop()?.pieces ?? []));
  return parts.map(({ pieces }) => pieces.join("\n"));
}

/** Lines longer than can be shown, taken apart at their separators: one piece a line. */
export function breakLongLines(text: string, longest: number): string {
  const lines = text.split("\n");
  if (lines.every((line) => line.length <= longest)) return text;
  return lines.map((line) => (line.length > longest ? line.replace(/[,;\t]\s*/g, "\n") : line)).join("\n");
}
