import { cookies } from "next/headers";
import type { Connection } from "@/lib/contracts/connections";
import { lastConnectionCookie } from "@/lib/i18n/locales";

/** Where a page of no single connection stands: the last used one, else the first the caller may see. */
export async function chooseConnection(connections: readonly Connection[]): Promise<Connection | undefined> {
  const last = (await cookies()).get(lastConnectionCookie)?.value;
  return (
    connections.find(({ slug }) => slug === last) ??
    connections.find(({ archived }) => !archived) ??
    connections[0]
  );
}
