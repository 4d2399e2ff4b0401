const home = "/";
const longest = 4096;
/** Never a destination after signing in: data, and the pages that ask to sign in or out. */
const excluded = /^\/(api|login|logout)(\/|$)/i;
const unsafe = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Any base would do: what counts is that the value cannot leave it. */
const base = "http://own.invalid";

/**
 * Where to go after sign-in (security.md S1.8): the value itself when it is a path of this console, with its query and
 * fragment; else `/`.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || next.length > longest || unsafe.test(next)) return home;
  if (!/^\/(?!\/)/.test(next) || !URL.canParse(next, base)) return home;
  const { origin, pathname } = new URL(next, base);
  return origin === base && isDestination(pathname) && isDestination(decodePath(pathname)) ? next : home;
}

/** `//` at the start would be another host, and a dot segment another path, to whoever resolves the path once more. */
function isDestination(path: string | null): boolean {
  if (path === null || unsafe.test(path) || path.startsWith("//") || excluded.test(path)) return false;
  return !path.split("/").some((segment) => segment === "." || segment === "..");
}

/** As the router reads it: an encoded letter, slash or dot segment must not hide an excluded path. */
function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
