/** One part of what the address says. `read` gets the raw values in order and answers undefined for bad ones. */
export interface UrlField<Value> {
  readonly fallback: Value;
  read(values: readonly string[]): Value | undefined;
  write(value: Value): readonly string[];
}

export type UrlFields = Record<string, UrlField<never> | UrlField<unknown>>;
export type UrlState<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends UrlField<infer Value> ? Value : never;
};

/** What Next hands to a page, or the browser's own. */
export type SearchInput = URLSearchParams | Record<string, string | string[] | undefined>;

function valuesOf(input: SearchInput, name: string): string[] {
  if (input instanceof URLSearchParams) return input.getAll(name);
  const value = input[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Reads the address. A bad value falls back and is named in `rejected`; unknown parameters are left alone. */
export function readUrl<Fields extends UrlFields>(
  fields: Fields,
  input: SearchInput,
): { state: UrlState<Fields>; rejected: string[] } {
  const rejected: string[] = [];
  const entries = Object.entries(fields as Record<string, UrlField<unknown>>).map(([name, field]) => {
    const values = valuesOf(input, name);
    if (values.length === 0) return [name, field.fallback];
    const value = field.read(values);
    if (value === undefined) rejected.push(name);
    return [name, value ?? field.fallback];
  });
  return { state: Object.fromEntries(entries) as UrlState<Fields>, rejected };
}

/** The query for a state, without the question mark; what equals its fallback is left out. */
export function writeUrl<Fields extends UrlFields>(fields: Fields, state: UrlState<Fields>): string {
  const search = new URLSearchParams();
  for (const [name, field] of Object.entries(fields as Record<string, UrlField<unknown>>)) {
    const written = field.write(state[name as keyof Fields]);
    if (written.join("\n") === field.write(field.fallback).join("\n")) continue;
    for (const value of written) search.append(name, value);
  }
  return search.toString();
}

export function textField(longest: number): UrlField<string> {
  return {
    fallback: "",
    read: ([value = ""]) => (value.length <= longest ? value.trim() : undefined),
    write: (value) => (value === "" ? [] : [value]),
  };
}

/** A list of words, each once. Words we do not know pass: the platform may have invented them. */
export function wordsField(mostWords = 20): UrlField<readonly string[]> {
  const noWords: readonly string[] = [];
  return {
    fallback: noWords,
    read: (values) => {
      const words = [...new Set(values.filter((value) => value !== ""))];
      return words.length <= mostWords && words.every((word) => word.length <= 128) ? words : undefined;
    },
    write: (value) => value,
  };
}

export function choiceField<const Choice extends string>(
  choices: readonly Choice[],
  fallback: Choice,
): UrlField<Choice> {
  return {
    fallback,
    read: ([value]) => choices.find((choice) => choice === value),
    write: (value) => [value],
  };
}

export function numberField(fallback: number, allowed: (value: number) => boolean): UrlField<number> {
  return {
    fallback,
    read: ([value = ""]) => {
      const number = Number(value);
      return /^\d{1,7}$/.test(value) && allowed(number) ? number : undefined;
    },
    write: (value) => [String(value)],
  };
}

export const pageSizes = [25, 50, 100, 200] as const;

export const pagingFields = {
  page: numberField(1, (value) => value >= 1 && value <= 1_000_000),
  size: numberField(50, (value) => value >= 1 && value <= 200),
};
