const mask = "********";
/** Shorter ones would blot out ordinary words; no platform hands out any that short. */
const shortest = 8;

export type Hider = <Value>(value: Value) => Value;

/**
 * Replaces secrets in every key and text of what the platform said: gateways quote a refused token, proxies a whole
 * request, and their words are shown to people, logged and stored (security.md S4.4). Bytes stay as they are.
 */
export function createHider(secrets: readonly string[] = []): Hider {
  const hidden = spellings(secrets);
  if (hidden.length === 0) return (value) => value;
  const hide = (text: string): string =>
    hidden.reduce((clean, secret) => (clean.includes(secret) ? clean.replaceAll(secret, mask) : clean), text);
  return <Value>(value: Value) => hideWithin(value, hide) as Value;
}

/**
 * What a JSON text says, without secrets. Of a text without escapes every value stands in it as it is: where no secret
 * does, nothing has to be gone through, which is nearly always. Throws what `JSON.parse` throws.
 */
export function parseHidden(text: string, secrets: readonly string[] = []): unknown {
  const value: unknown = JSON.parse(text);
  const isClean = !text.includes("\\") && !spellings(secrets).some((secret) => text.includes(secret));
  return isClean ? value : createHider(secrets)(value);
}

/** As a text of its own, inside quoted JSON and inside a quoted form; the longest first, as one may hold another. */
function spellings(secrets: readonly string[]): string[] {
  const all = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      new URLSearchParams([["", secret]]).toString().slice(1),
    ]);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function hideWithin(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((each) => hideWithin(each, hide));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [hide(key), hideWithin(inner, hide)]),
  );
}

/** What JSON gives, and the headers of an answer; no bytes and no dates. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
