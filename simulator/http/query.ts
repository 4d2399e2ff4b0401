import { PlatformRefusal } from "../refusals";
import { parseCompactTime } from "../utc-time";

/** Query parameters of one call with the checks the platform makes; a repeated key counts once, the first. */
export class Query {
  private readonly values: ReadonlyMap<string, string>;

  constructor(pairs: readonly (readonly [string, string])[]) {
    this.values = new Map(pairs.toReversed());
  }

  /** The value as sent; undefined when absent. */
  raw(name: string): string | undefined {
    return this.values.get(name);
  }

  text(name: string, maxLength: number): string | undefined {
    const value = this.values.get(name);
    if (value !== undefined && value.length > maxLength) throw refuse(name);
    return value;
  }

  word<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    const found = allowed.find((entry) => entry === value);
    if (found === undefined) throw refuse(name);
    return found;
  }

  flag(name: string): boolean | undefined {
    const word = this.word(name, ["true", "false"]);
    return word === undefined ? undefined : word === "true";
  }

  integer(name: string): number | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,9}$/.test(value)) throw refuse(name);
    return Number(value);
  }

  /** A compact UTC time as ms. */
  time(name: string): number | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    const ms = parseCompactTime(value);
    if (ms === undefined) throw new PlatformRefusal("IOTDA.000009", `${name}.`);
    return ms;
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.values);
  }
}

function refuse(name: string): PlatformRefusal {
  return new PlatformRefusal("IOTDA.000006", `${name} is not valid.`);
}
