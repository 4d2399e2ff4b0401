import { createHmac, timingSafeEqual } from "node:crypto";

/** A token that proves itself: `content` and a signature under `secret`; `purpose` keeps kinds of tokens apart. */
export function seal(secret: string, purpose: string, content: string): string {
  const text = Buffer.from(content).toString("base64url");
  return `${text}.${sign(secret, purpose, text).toString("base64url")}`;
}

/** What was sealed; undefined when the token was not sealed with this secret for this purpose. */
export function unseal(secret: string, purpose: string, token: string): string | undefined {
  const [text = "", signature = "", ...rest] = token.split(".");
  const expected = sign(secret, purpose, text);
  const actual = Buffer.from(signature, "base64url");
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    return undefined;
  }
  return Buffer.from(text, "base64url").toString();
}

function sign(secret: string, purpose: string, text: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose} ${text}`).digest();
}
