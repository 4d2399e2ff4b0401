import { randomInt } from "node:crypto";
import type { Canary } from "./canary-search";

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

/** The canaries of one journey, and for each the proof that it was really in use. */
export class CanaryCage {
  private readonly canaries = new Map<string, Canary>();
  private readonly proven = new Set<string>();

  /** Makes a value nobody else can have; `tail` adds characters that every encoding writes in its own way. */
  plant(name: string, { length = 28, tail = "" } = {}): string {
    const value = Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join("") + tail;
    return this.add(name, value);
  }

  /** Takes on what others made: a token, a cookie, a code. */
  add(name: string, value: string, { short = false } = {}): string {
    if (value.length < (short ? 6 : 16)) throw new Error(`${name} is too short to be told from chance`);
    const known = this.canaries.get(name);
    if (known && known.value !== value) throw new Error(`there is another ${name}`);
    this.canaries.set(name, { name, value, short });
    return value;
  }

  /** Something only happened because of this value. */
  prove(...names: string[]): void {
    for (const name of names) {
      if (!this.canaries.has(name)) throw new Error(`there is no canary ${name}`);
      this.proven.add(name);
    }
  }

  valueOf(name: string): string {
    const canary = this.canaries.get(name);
    if (!canary) throw new Error(`there is no canary ${name}`);
    return canary.value;
  }

  list(): readonly Canary[] {
    return [...this.canaries.values()];
  }

  unproven(): string[] {
    return [...this.canaries.keys()].filter((name) => !this.proven.has(name));
  }
}
