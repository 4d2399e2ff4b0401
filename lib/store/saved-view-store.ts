import type { StoredView } from "@/lib/domain/stored-view";
import type { SavedView as SavedViewRow } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";

/** Views of others that a list shows at most. */
const mostShared = 100;

/** A person's views by name, then those others share; oldest first among equal names. */
export async function listViews(
  db: Db,
  { connectionIds, ownerId }: { connectionIds: readonly number[]; ownerId: string },
): Promise<StoredView[]> {
  const here = { connectionId: { in: [...connectionIds] } };
  const order = [{ name: "asc" }, { createdAt: "asc" }, { id: "asc" }] as const;
  const own = await db.savedView.findMany({ where: { ...here, ownerId }, orderBy: [...order] });
  const shared = await db.savedView.findMany({
    where: { ...here, shared: true, ownerId: { not: ownerId } },
    orderBy: [...order],
    take: mostShared,
  });
  return [...own, ...shared].map(toStoredView);
}

export async function findView(db: Db, id: string): Promise<StoredView | null> {
  const row = await db.savedView.findUnique({ where: { id } });
  return row && toStoredView(row);
}

/** False, and nothing is kept, when the owner has `most` already. */
export async function addView(
  tx: Tx,
  { owner, ...view }: Omit<StoredView, "updatedAt">,
  most: number,
): Promise<boolean> {
  const { connectionId } = view;
  // Two saves at once must not both be the last one that fits.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`saved_view:${connectionId}:${owner.id}`}, 0))::text`;
  const had = await tx.savedView.count({ where: { connectionId, ownerId: owner.id } });
  if (had >= most) return false;
  await tx.savedView.create({
    data: { ...view, ownerId: owner.id, ownerName: owner.name, updatedAt: view.createdAt },
  });
  return true;
}

/** Null when it is gone meanwhile. */
export async function changeView(
  db: Db,
  id: string,
  change: Pick<StoredView, "name" | "query" | "shared" | "updatedAt">,
): Promise<StoredView | null> {
  const [row] = await db.savedView.updateManyAndReturn({ where: { id }, data: change });
  return row ? toStoredView(row) : null;
}

export async function deleteView(db: Db, id: string): Promise<void> {
  await db.savedView.deleteMany({ where: { id } });
}

function toStoredView({ ownerId, ownerName, ...row }: SavedViewRow): StoredView {
  return { ...row, owner: { id: ownerId, name: ownerName } };
}
