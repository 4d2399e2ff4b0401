import type { ChangesQuery } from "@/lib/contracts/subtask-changes";
import { firstMomentOf, readWallClock } from "@/lib/domain/zoned-time";

/** Moments a page knows by name. */
export interface KnownMoments {
  /** When the panel was opened: what is compared stays the same while it is open. */
  now: Date;
  lookedAt: string | null;
  retriedAt: string | null;
}

export type Times =
  | { kind: "looked" | "hour" | "retry" }
  | { kind: "moments"; from: string; to: string }
  | { kind: "attempts"; from: number; to: number };

/**
 * What the address says is compared: `looked`, `hour`, `retry`, two moments `{from}/{to}` of which the second may be empty
 * for now, or two tries `1..2`. What is not understood, or not known here, is the time since the last look, or an hour.
 */
export function readTimes(text: string, { lookedAt, retriedAt }: KnownMoments): Times {
  if (text === "retry" && retriedAt) return { kind: text };
  if (text === "hour") return { kind: text };
  const [, first, second] = /^(\d{1,4})\.\.(\d{1,4})$/.exec(text) ?? [];
  if (first && second) return { kind: "attempts", from: Number(first), to: Number(second) };
  const [from = "", to = "", ...more] = text.split("/");
  if (isMoment(from) && (to === "" || isMoment(to)) && more.length === 0)
    return { kind: "moments", from, to };
  return { kind: lookedAt ? "looked" : "hour" };
}

export function writeTimes(times: Times): string {
  if (times.kind === "moments") return `${times.from}/${times.to}`;
  return times.kind === "attempts" ? `${times.from}..${times.to}` : times.kind;
}

/** What to ask for; null when the first time does not come before the second. */
export function toChangesQuery(
  times: Times,
  { now, lookedAt, retriedAt }: KnownMoments,
): ChangesQuery | null {
  if (times.kind === "attempts") {
    const { from, to } = times;
    return from >= 1 && from < to && to <= 1_000 ? { fromAttempt: from, toAttempt: to } : null;
  }
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const ends = { looked: lookedAt, retry: retriedAt, hour: hourAgo };
  const from = times.kind === "moments" ? times.from : (ends[times.kind] ?? hourAgo);
  const to = times.kind === "moments" && times.to ? times.to : now.toISOString();
  return Date.parse(from) < Date.parse(to) ? { from, to } : null;
}

const isMoment = (text: string) =>
  /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** A moment as a field for date and time has it, in the reader's zone. */
export function toField(moment: string, timeZone: string): string {
  const { year, month, day, hour, minute, second } = readWallClock(new Date(moment), timeZone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** The moment a field says; null while it says none. */
export function fromField(value: string, timeZone: string): string | null {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(value) ?? [];
  if (parts.length === 0) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return firstMomentOf({ year, month, day, hour, minute, second }, timeZone).toISOString();
}
