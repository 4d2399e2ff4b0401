import type { SignedRequest } from "../verify-signature";

/** Whether the body is said to be JSON. */
export function isJsonType(headers: SignedRequest["headers"]): boolean {
  const type = headers["content-type"];
  return typeof type === "string" && /^application\/json\b/i.test(type);
}

/** The value of a JSON text; undefined when it is none. */
export function tryParseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}
