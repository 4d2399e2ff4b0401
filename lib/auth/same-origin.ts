import { AppError } from "@/lib/errors";

export interface OriginFacts {
  headers: Headers;
  /** The origin people use, of `APP_URL`; the request's own address is not trusted for it (security.md S2.7). */
  appOrigin: string;
}

/**
 * For every unsafe method that comes with a cookie (security.md S2.2). Throws `forbidden` unless the browser says
 * the request was made by a page of this console. The embedding portal is a foreign origin like any other.
 */
export function checkSameOrigin({ headers, appOrigin }: OriginFacts): void {
  const site = headers.get("sec-fetch-site");
  if (site !== null ? site === "same-origin" : headers.get("origin") === appOrigin) return;
  throw new AppError("forbidden", "This request did not come from a page of this console.");
}

/** Neither header of S2.2: no browser sends an unsafe request so; scripts do. */
export function namesNoOrigin(headers: Headers): boolean {
  return headers.get("sec-fetch-site") === null && headers.get("origin") === null;
}
