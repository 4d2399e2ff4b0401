/** Why an address cannot be one of a platform, before anybody is asked. */
export type AddressProblem = "addressForm" | "addressHttps" | "addressPlain";

export type ReadAddress = { url: string; hostname: string } | { problem: AddressProblem };

/** An address as people copy it, with or without scheme; the server decides which hosts may be called at all. */
export function readAddress(text: string): ReadAddress {
  const typed = text.trim();
  const whole = typed.includes("://") ? typed : `https://${typed}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.hostname === "" || /\s/.test(typed)) return { problem: "addressForm" };
  if (url.protocol !== "https:") return { problem: "addressHttps" };
  if (url.username || url.password || url.search || url.hash) return { problem: "addressPlain" };
  return { url: url.origin + url.pathname.replace(/\/+$/, ""), hostname: url.hostname };
}

/** As it is typed: the scheme goes without saying. */
export function shortAddress(url: string): string {
  return url.replace(/^https:\/\//, "");
}
