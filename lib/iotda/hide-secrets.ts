import type { Answer } from "./transport";

const mask = "********";
/** Shorter ones would blot out ordinary words; no platform hands out any that short. */
const shortest = 8;

/**
 * An answer without what it was asked with: gateways quote a refused token, proxies a whole request, and such a text
 * would be shown to people, logged and stored (security.md S4.4). Bytes of a download stay as they are.
 */
export function hideSecrets(answer: Answer, secrets: readonly string[]): Answer {
  const hidden = spellings(secrets);
  if (hidden.length === 0) return answer;
  const hide = (text: string): string =>
    hidden.reduce((clean, secret) => (clean.includes(secret) ? clean.replaceAll(secret, mask) : clean), text);
  return {
    ...answer,
    headers: hideWithin(answer.headers, hide),
    body: answer.body instanceof Uint8Array ? answer.body : hideWithin(answer.body, hide),
    requestId: answer.requestId === null ? null : hide(answer.requestId),
  };
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

function hideWithin<Value>(value: Value, hide: (text: string) => string): Value {
  return hideAny(value, hide) as Value;
}

function hideAny(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((each) => hideAny(each, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [hide(key), hideAny(inner, hide)]));
}
