import type { Edit } from "./fault";

type Container = Record<string, unknown> | unknown[];

/**
 * Changes a parsed JSON text in place. `at` names a place by its keys with dots between: `task_details.0.status`.
 * `*` is every entry of a list or object, `-` the place after a list's last entry, `[key=value]` every entry with
 * that field. Places that do not exist are left alone, but a new key of an object is set.
 */
export function editJson(json: unknown, { at, value, remove }: Edit): void {
  const steps = at.split(".");
  const last = steps.pop() ?? "";
  let places: unknown[] = [json];
  for (const step of steps)
    places = places.flatMap((place) => keysOf(place, step).map((key) => read(place, key)));
  for (const place of places) {
    // From the end, so that taking one entry out leaves the numbers of those before it as they are.
    for (const key of keysOf(place, last).toReversed()) {
      if (remove) take(place, key);
      else write(place, key, value);
    }
  }
}

function keysOf(place: unknown, step: string): string[] {
  if (!isContainer(place)) return [];
  if (step === "*") return Object.keys(place);
  if (step === "-") return Array.isArray(place) ? [String(place.length)] : [];
  const [, field, wanted] = /^\[([^=]+)=(.*)\]$/.exec(step) ?? [];
  if (field !== undefined) {
    return Object.entries(place).flatMap(([key, entry]) => {
      return isContainer(entry) && String(read(entry, field)) === wanted ? [key] : [];
    });
  }
  return Array.isArray(place) && !(Number(step) < place.length) ? [] : [step];
}

function isContainer(place: unknown): place is Container {
  return typeof place === "object" && place !== null;
}

function read(place: unknown, key: string): unknown {
  return isContainer(place) ? Reflect.get(place, key) : undefined;
}

function write(place: unknown, key: string, value: unknown): void {
  if (isContainer(place)) Reflect.set(place, key, structuredClone(value));
}

function take(place: unknown, key: string): void {
  if (Array.isArray(place)) place.splice(Number(key), 1);
  else if (isContainer(place)) Reflect.deleteProperty(place, key);
}
