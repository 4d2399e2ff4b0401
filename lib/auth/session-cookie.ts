import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "@/lib/store/derive-key";

export type SessionKind = "page" | "embed";

/** How sessions of one kind travel and how long they live (security.md S1.9, S2.1). */
export interface SessionCookie {
  kind: SessionKind;
  name: string;
  secure: boolean;
  /** Signs the token; another one per kind, so that a cookie of one kind is worth nothing as the other. */
  key: string;
  idleMs: number;
  absoluteMs: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** A text key of 256 bits for the library that signs and seals; another one for each purpose. */
export function textKey(secret: string, purpose: string): string {
  return deriveKey(secret, purpose).toString("base64url");
}

export function sessionCookies(secret: string, appOrigin: string): Record<SessionKind, SessionCookie> {
  const secure = appOrigin.startsWith("https:");
  return {
    page: {
      kind: "page",
      name: secure ? "__Host-muster" : "muster",
      secure,
      key: textKey(secret, "page session"),
      idleMs: hour,
      absoluteMs: 12 * hour,
    },
    embed: {
      kind: "embed",
      name: "__Host-muster_embed",
      secure: true,
      key: textKey(secret, "embed session"),
      idleMs: 30 * minute,
      absoluteMs: 8 * hour,
    },
  };
}

/** The first cookie of that name, as it was sent; null when there is none or it is empty. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}

/** A session's cookie as the sign-in library writes it: `token.signature`, for the rest of the browser's session or the absolute time. */
export function signedCookie(cookie: SessionCookie, token: string, expiresAt: Date, now: Date): string {
  const signature = createHmac("sha256", cookie.key).update(token).digest("base64");
  const seconds = Math.max(1, Math.floor((expiresAt.getTime() - now.getTime()) / 1000));
  const value = encodeURIComponent(`${token}.${signature}`);
  const secure = cookie.secure ? "; Secure" : "";
  return `${cookie.name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly${secure}; SameSite=Lax`;
}

/** The token inside `token.signature`, when the signature is this key's; compared in constant time. */
export function openSignedCookie(value: string, key: string): string | null {
  const text = decode(value);
  const at = text.lastIndexOf(".");
  if (at < 1) return null;
  const token = text.slice(0, at);
  const expected = createHmac("sha256", key).update(token).digest();
  const given = Buffer.from(text.slice(at + 1), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
