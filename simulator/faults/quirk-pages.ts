import type { Fault } from "./fault";
import { type PageMemory, type PageOfCall, pageOfCall } from "./page-memory";

/** A list answer: one key holds the rows, `page` the marker if the list has one. */
type ListBody = Record<string, unknown>;

/** Changes a page the way lists of the platform can go wrong; anything that is no list is left alone. */
export function quirkPage(fault: Fault, target: string, body: unknown, memory: PageMemory): void {
  const list = asList(body);
  if (!list) return;
  const page = pageOfCall(target);
  if (fault.kind === "shift-rows") shiftRows(list, page, fault.rows ?? 1, memory);
  else if (fault.kind === "repeat-marker") repeatMarker(list.body, page);
  else if (fault.kind === "endless-pages") addPage(list, page, memory);
}

type List = { body: ListBody; key: string; rows: unknown[] };

function asList(body: unknown): List | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const found = Object.entries(body).find(([, value]) => Array.isArray(value));
  return found && { body: body as ListBody, key: found[0], rows: found[1] };
}

/** As when rows were put in above while somebody read: what was last comes again, the rest moves down. */
function shiftRows({ body, key, rows }: List, page: PageOfCall, by: number, memory: PageMemory): void {
  const walk = memory.walkOf(page, rows);
  if (page.isFirst) {
    walk.carried = rows.slice(-by);
    return;
  }
  const moved = [...walk.carried, ...rows];
  body[key] = moved.slice(0, walk.first.length);
  walk.carried = moved.slice(walk.first.length);
}

function repeatMarker(body: ListBody, { marker, isFirst }: PageOfCall): void {
  if (!isFirst && marker !== undefined) setMarker(body, marker);
}

/** Fills a short page up with the first one, and names a marker below the one it was asked with. */
function addPage({ body, key, rows }: List, page: PageOfCall, memory: PageMemory): void {
  const { first } = memory.walkOf(page, rows);
  if (page.isFirst || rows.length >= first.length) return;
  body[key] = first;
  if (page.marker !== undefined) setMarker(body, lowered(page.marker));
}

function setMarker(body: ListBody, marker: string): void {
  const { page } = body;
  if (typeof page === "object" && page !== null) Object.assign(page, { marker });
}

function lowered(marker: string): string {
  const below = BigInt(`0x${marker}`) - 1n;
  return below.toString(16).padStart(marker.length, "0");
}
