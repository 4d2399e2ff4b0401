import { invalidInput } from "./invalid-input";

const deepest = 64;

/**
 * Refuses what JSON allows but nothing behind here could keep or should see: `__proto__` as a key, NUL in a text
 * (PostgreSQL has none), and nesting deep enough to exhaust a recursive reader.
 */
export function requirePlainJson(value: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === "string") requireNoNul(next.value, "body");
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= deepest) throw invalidInput("The body is nested too deeply.");
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === "__proto__") throw invalidInput("The body has a key that is not allowed: __proto__.");
      requireNoNul(key, "body");
      open.push({ value: inner, depth: next.depth + 1 });
    }
  }
}

export function requireNoNul(text: string, where: string): void {
  if (text.includes("\0")) throw invalidInput(`The ${where} has a NUL character.`);
}
