import { requirePermission } from "@/lib/auth/access";
import type { Permission } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";
import { findConnections, type StoredConnection } from "@/lib/store/connection-store";
import type { ServiceContext } from "../context";

/** Everything that ever had this slug. Tasks of archived connections keep their addresses, but are never mixed in. */
export interface FoundConnection {
  slug: string;
  living: StoredConnection | null;
  /** The living one first. */
  all: readonly StoredConnection[];
  /** Where a task's address is looked up: the living one first. */
  ids: number[];
  /** What lists show: the living connection, or what is archived when none lives. */
  listedIds: number[];
}

/** Proves that the caller may do this here; a connection they may not see does not exist (`not_found`). */
export async function requireConnection(
  ctx: ServiceContext,
  slug: string,
  permission: Permission,
): Promise<FoundConnection> {
  requirePermission(ctx.caller, permission, slug);
  const all = await findConnections(ctx.deps.database.prisma, slug);
  if (all.length === 0) throw new AppError("not_found", "There is no such connection.");
  return gatherConnection(slug, all);
}

/** `all`: everything that ever had this slug, the living one first. */
export function gatherConnection(slug: string, all: readonly StoredConnection[]): FoundConnection {
  const living = all.find((connection) => connection.archivedAt === null) ?? null;
  const ids = all.map(({ id }) => id);
  return { slug, living, all, ids, listedIds: living ? [living.id] : ids };
}

/** For writes and for what only the platform knows. */
export function requireLiving(found: FoundConnection): StoredConnection {
  if (found.living) return found.living;
  throw archived();
}

/** For what changes the platform: also refuses on a connection that is set to read only. */
export function requireWritable(found: FoundConnection): StoredConnection {
  const living = requireLiving(found);
  refuseReadOnly(living);
  return living;
}

export function refuseReadOnly({ archivedAt, readOnly }: StoredConnection): void {
  if (archivedAt) throw archived();
  if (readOnly) throw new AppError("conflict", "This connection is set to read only.", { hint: "read_only" });
}

export function isArchived(found: FoundConnection, connectionId: number): boolean {
  return found.living?.id !== connectionId;
}

function archived(): AppError {
  return new AppError("conflict", "This connection is archived and read only.", { hint: "archived" });
}
