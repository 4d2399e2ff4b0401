import { createLimits } from "@/lib/contracts/create-task";
import { momentsOf, readWallClock } from "@/lib/domain/zoned-time";
import { calendarDay } from "../../time/format-time";
import type { WizardDraft } from "../draft";

export type StartTime =
  | { kind: "missing" }
  | { kind: "skipped" }
  /** The hour comes twice; somebody has to say which is meant. */
  | { kind: "doubled"; moments: readonly [Date, Date] }
  | { kind: "past"; at: Date }
  | { kind: "tooLate"; at: Date; latest: Date }
  | { kind: "good"; at: Date; doubled: readonly [Date, Date] | null };

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const clock = /^(\d{2}):(\d{2})$/;

/** The moment a draft starts, if its date, time and zone name one the platform takes. */
export function readStart(draft: WizardDraft, zone: string, now: Date): StartTime {
  const date = day.exec(draft.date);
  const time = clock.exec(draft.time);
  if (!date || !time) return { kind: "missing" };
  const wall = {
    year: Number(date[1]),
    month: Number(date[2]),
    day: Number(date[3]),
    hour: Number(time[1]),
    minute: Number(time[2]),
    second: 0,
  };
  const [first, second] = momentsOf(wall, draft.timeZone || zone);
  if (!first) return { kind: "skipped" };
  const doubled = second ? ([first, second] as const) : null;
  if (doubled && draft.occurrence === null) return { kind: "doubled", moments: doubled };
  const at = doubled && draft.occurrence === 1 ? doubled[1] : first;
  const latest = new Date(now.getTime() + createLimits.scheduleAheadMs);
  if (at <= now) return { kind: "past", at };
  return at > latest ? { kind: "tooLate", at, latest } : { kind: "good", at, doubled };
}

export interface QuickStart {
  key: "tonight" | "tomorrow" | "saturday";
  date: string;
  time: string;
}

/** Times people choose: tonight, tomorrow before dawn, the next Saturday; those already past are left out. */
export function quickStarts(zone: string, now: Date): QuickStart[] {
  const today = readWallClock(now, zone);
  const noon = Date.UTC(today.year, today.month - 1, today.day, 12);
  const dayAfter = (days: number) => calendarDay(new Date(noon + days * 86_400_000), "UTC");
  const weekday = new Date(noon).getUTCDay();
  const toSaturday = (6 - weekday + 7) % 7 || 7;
  return [
    ...(today.hour < 22 ? [{ key: "tonight" as const, date: dayAfter(0), time: "22:00" }] : []),
    { key: "tomorrow", date: dayAfter(1), time: "02:30" },
    ...(toSaturday < 7 ? [{ key: "saturday" as const, date: dayAfter(toSaturday), time: "02:00" }] : []),
  ];
}
