/** The key in an `otpauth:` address, as authenticator apps take it by hand; empty when it has none. */
export function readKey(otpauth: string): string {
  return new URL(otpauth).searchParams.get("secret") ?? "";
}

/** In groups of four, so that a person can type it off. */
export function groupKey(key: string): string {
  return key.match(/.{1,4}/g)?.join(" ") ?? "";
}
