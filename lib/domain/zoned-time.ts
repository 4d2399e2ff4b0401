/** A wall clock reading, month 1 to 12. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const readers = new Map<string, Intl.DateTimeFormat>();

function reader(timeZone: string): Intl.DateTimeFormat {
  let made = readers.get(timeZone);
  if (!made) {
    made = new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    readers.set(timeZone, made);
  }
  return made;
}

/** Since the last zone gave up seconds of its own (1972) clocks are changed at whole minutes. */
const minuteMs = 60_000;
const evenSince = Date.UTC(1973, 0, 1);
/** By zone and minute, how far its clocks are ahead of UTC, in milliseconds. */
const offsets = new Map<string, Map<number, number>>();
const offsetsKept = 2_000;

/** What a clock in the zone shows at that moment. Asked for each row of a table: `Intl` takes twenty times as long. */
export function readWallClock(date: Date, timeZone: string): WallClock {
  const at = date.getTime();
  if (!(at >= evenSince)) return readByIntl(date, timeZone);
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  const minute = Math.floor(at / minuteMs) * minuteMs;
  let offset = known.get(minute);
  if (offset === undefined) {
    offset = asUtc(readByIntl(new Date(minute), timeZone)) - minute;
    if (known.size >= offsetsKept) known.clear();
    offsets.set(timeZone, known.set(minute, offset));
  }
  const shown = new Date(at + offset);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}

function readByIntl(date: Date, timeZone: string): WallClock {
  const clock = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of reader(timeZone).formatToParts(date)) {
    if (part.type in clock) clock[part.type as keyof WallClock] = Number(part.value);
  }
  return clock;
}

const asUtc = (clock: WallClock): number =>
  Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);

/** Minutes east of UTC in the zone at that moment. */
export function zoneOffsetMinutes(date: Date, timeZone: string): number {
  return Math.round(
    (asUtc(readWallClock(date, timeZone)) - Math.floor(date.getTime() / 1000) * 1000) / 60_000,
  );
}

/**
 * The moments at which a clock in the zone shows this: one as a rule, none when a clock change skips it, two
 * when a clock change repeats it (earlier one first).
 */
export function momentsOf(clock: WallClock, timeZone: string): Date[] {
  const wanted = asUtc(clock);
  const hours = [-14, -12, 0, 12, 14];
  const offsets = new Set(
    hours.map((hour) => zoneOffsetMinutes(new Date(wanted + hour * 3_600_000), timeZone)),
  );
  return [...offsets]
    .map((offset) => new Date(wanted - offset * 60_000))
    .filter((moment) => asUtc(readWallClock(moment, timeZone)) === wanted)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** The first moment of a clock reading, or, when it is skipped, the first one after the gap. */
export function firstMomentOf(clock: WallClock, timeZone: string): Date {
  const exact = momentsOf(clock, timeZone)[0];
  if (exact) return exact;
  return new Date(asUtc(clock) - zoneOffsetMinutes(new Date(asUtc(clock) - 86_400_000), timeZone) * 60_000);
}
