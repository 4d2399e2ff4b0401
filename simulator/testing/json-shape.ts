/** What an answer may hold beyond its example, because the sheet documents it as optional. */
const OPTIONAL: readonly string[] = ["description", "events", "super_group_id"];
/** Maps with keys of the user's own. */
const MAPS: readonly string[] = ["tags"];

/**
 * Where an answer differs from its example in keys or JSON types; empty when it does not. Of a list every shape an
 * example row has must be among the answer's rows; a text that holds an object is compared as one.
 */
export function shapeFaults(expected: unknown, actual: unknown, at = "$"): string[] {
  const [wanted, found] = [typeOf(expected), typeOf(actual)];
  if (wanted !== found) return [`${at}: ${wanted} expected, found ${found}`];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return expected.flatMap((entry, k) => {
      const faults = actual.map((other) => shapeFaults(entry, other, `${at}[${k}]`));
      if (faults.some((list) => list.length === 0)) return [];
      return faults[0] ?? [`${at}[${k}]: no rows`];
    });
  }
  if (holdsObject(expected) && typeof actual === "string") {
    return shapeFaults(JSON.parse(expected), JSON.parse(actual), `${at}(text)`);
  }
  return isObject(expected) && isObject(actual) ? objectFaults(expected, actual, at) : [];
}

function objectFaults(
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  at: string,
): string[] {
  const missing = Object.keys(expected).filter((key) => !(key in actual));
  const extra = Object.keys(actual).filter((key) => !(key in expected) && !OPTIONAL.includes(key));
  const inside = Object.keys(expected).filter(
    (key) => key in actual && !(MAPS.includes(key) && isObject(actual[key])),
  );
  return [
    ...missing.map((key) => `${at}.${key} is missing`),
    ...extra.map((key) => `${at}.${key} is not in the example`),
    ...inside.flatMap((key) => shapeFaults(expected[key], actual[key], `${at}.${key}`)),
  ];
}

function holdsObject(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("{");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === "object";
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
