import { isLoopbackHost } from "@/lib/env/network-values";

export type IsOwnHost = (host: string | undefined) => boolean;

/**
 * Which `Host` is ours: that of `APP_URL`, and this machine's own names when we listen there only. Any other is
 * somebody's name for our address (DNS rebinding), answered 421 (security.md S1.7).
 */
export function makeHostRule({
  appUrl,
  host,
  port,
}: {
  appUrl: string;
  host: string;
  port: number;
}): IsOwnHost {
  const { host: appHost, hostname, protocol } = new URL(appUrl);
  const own = new Set([appHost]);
  if (appHost === hostname) own.add(`${hostname}:${protocol === "https:" ? 443 : 80}`);
  if (isLoopbackHost(host)) {
    for (const name of ["localhost", "127.0.0.1", "[::1]"]) {
      own.add(`${name}:${port}`);
      if (port === 80) own.add(name);
    }
  }
  return (given) => given !== undefined && own.has(given.toLowerCase());
}
