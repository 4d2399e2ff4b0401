import pg from "pg";

const { TIMESTAMPTZ } = pg.types.builtins;

/** For rows that go out as they are: instants as texts, `2026-11-22T14:57:21.123Z`, never made into a `Date` between. */
export const isoTimes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === TIMESTAMPTZ && format !== "binary" ? toIsoTime : pg.types.getTypeParser(oid, format),
};

const [secondsEnd, zone] = [19, "+00"] as const;

/** As PostgreSQL writes an instant: our sessions are in UTC, and those of any other zone are read the long way. */
export function toIsoTime(text: string): string {
  const parts = text.length - secondsEnd - zone.length;
  if (parts < 0 || parts > 7 || !text.endsWith(zone) || text[10] !== " ") {
    return (pg.types.getTypeParser(TIMESTAMPTZ)(text) as Date).toISOString();
  }
  const milliseconds = text
    .slice(secondsEnd + 1, -zone.length)
    .padEnd(3, "0")
    .slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, secondsEnd)}.${milliseconds}Z`;
}
