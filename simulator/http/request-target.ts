export type DecodedTarget = { path: string; query: [key: string, value: string][] };

/** Splits and percent-decodes a request target. `+` stays `+`: signers write a blank as %20 (signing.md §3). */
export function decodeTarget(target: string): DecodedTarget | undefined {
  const mark = target.indexOf("?");
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQuery = mark < 0 ? "" : target.slice(mark + 1);
  try {
    const query = rawQuery
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair): [string, string] => {
        const equals = pair.indexOf("=");
        const key = equals < 0 ? pair : pair.slice(0, equals);
        return [decodeURIComponent(key), equals < 0 ? "" : decodeURIComponent(pair.slice(equals + 1))];
      });
    return { path: decodeURIComponent(rawPath), query };
  } catch {
    return undefined;
  }
}
