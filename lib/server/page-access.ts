import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Connection } from "@/lib/contracts/connections";
import type { Permission } from "@/lib/contracts/permission";
import type { CallerInfo } from "@/lib/contracts/session";
import { AppError } from "@/lib/errors";
import { readRequestFacts } from "@/lib/http/request-facts";
import { listConnections } from "@/lib/services/connections/list-connections";
import type { ServiceContext } from "@/lib/services/context";
import { showCaller } from "@/lib/services/session/show-caller";
import { getContainer, makeServiceContext } from "./container";
import type { Visitor } from "./visitors";

export type Surface = "console" | "embed";

export interface PageRequest {
  /** `signed_in`: any caller with an identity. */
  permission: Permission | "signed_in";
  /** The slug in the address; left out on pages of no single connection. */
  connection?: string;
  surface: Surface;
  /** Path and query of this page: where signing in returns to. */
  address: string;
}

export interface OpenedPage {
  ctx: ServiceContext;
  caller: CallerInfo;
  /** What the caller may see. */
  connections: Connection[];
  connection?: Connection;
}

/** The first call of every page below `(console)` and `embed`. Layouts and the proxy are no access check (S1.3). */
export async function openPage(page: PageRequest & { connection: string }): Promise<Required<OpenedPage>>;
export async function openPage(page: PageRequest): Promise<OpenedPage>;
export async function openPage({
  permission,
  connection,
  surface,
  address,
}: PageRequest): Promise<OpenedPage> {
  const visitor = await findVisitor(surface);
  if (visitor === null) redirect(signInAddress(surface, address));
  await requireAccess(visitor, permission, connection ?? null);
  const ctx = makeServiceContext(visitor);
  const [caller, { items: connections }] = await Promise.all([showCaller({ ctx }), listConnections({ ctx })]);
  if (connection === undefined) return { ctx, caller, connections };
  const found = connections.find(({ slug }) => slug === connection);
  if (found === undefined) notFound();
  return { ctx, caller, connections, connection: found };
}

/** Once a request, however many parts of the page ask. An identity that does not hold is nobody here: signing in is next. */
const findVisitor = cache(async (surface: Surface): Promise<Visitor | null> => {
  const sent = await headers();
  const context = surface === "embed" ? "embed" : "page";
  const { visitors } = await getContainer();
  const { requestId, address } = readRequestFacts(sent);
  try {
    return await visitors.identify({ headers: sent, context, requestId, address });
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return null;
    throw error;
  }
});

async function requireAccess(
  visitor: Visitor,
  permission: PageRequest["permission"],
  connection: string | null,
): Promise<void> {
  if (permission === "signed_in") return;
  const { visitors } = await getContainer();
  try {
    await visitors.checkAccess(visitor, permission, connection);
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) notFound();
    throw error;
  }
}

/** Relative, so that it is right whatever host the request names (S2.7). */
function signInAddress(surface: Surface, address: string): string {
  const path = surface === "embed" ? "/embed/sign-in" : "/login";
  return `${path}?${new URLSearchParams({ next: address })}`;
}
