import type { DraftKind } from "@/lib/contracts/drafts";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";
import { nothingMade, toStoredDraft } from "./draft-row";

export interface DraftPosition {
  updatedAt: Date;
  id: string;
}

export interface DraftFilter {
  connectionIds: readonly number[];
  kind: DraftKind;
  /** Absent: everybody's. */
  ownerId?: string;
}

export interface DraftQuery extends DraftFilter {
  limit: number;
  /** 1-based; ignored when `after` is given. */
  page?: number;
  after?: DraftPosition;
}

/** Last changed first; what was sent is left out. `next` is null at the end. */
export async function listDrafts(
  db: Db,
  query: DraftQuery,
): Promise<{ rows: StoredDraft[]; total: number; next: DraftPosition | null }> {
  const { after, limit, page = 1 } = query;
  const behind = after
    ? Prisma.sql`AND (d.updated_at, d.id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM draft d WHERE ${unsent(query)} ${behind}
    ORDER BY d.updated_at DESC, d.id DESC LIMIT ${limit + 1} OFFSET ${after ? 0 : (page - 1) * limit}`;
  const ids = found.slice(0, limit).map(({ id }) => id);
  const rows = await db.draft.findMany({
    omit: { content: true, targetsText: true },
    where: { id: { in: ids } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
  });
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => toStoredDraft(row, null)),
    total: await countDrafts(db, query),
    next: found.length > limit && last ? { updatedAt: last.updatedAt, id: last.id } : null,
  };
}

/** What was sent does not count. */
export async function countDrafts(db: Db, filter: DraftFilter): Promise<number> {
  const [counted] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM draft d WHERE ${unsent(filter)}`;
  return counted?.n ?? 0;
}

function unsent({ connectionIds, kind, ownerId }: DraftFilter): Prisma.Sql {
  return Prisma.sql`d.connection_id = ANY(${[...connectionIds]}::int[]) AND d.kind = ${kind}
    AND (${ownerId ?? null}::text IS NULL OR d.owner_id = ${ownerId ?? null})
    AND NOT EXISTS (SELECT FROM operation o WHERE o.id = d.operation_id AND o.state <> ALL(${[...nothingMade]}::text[]))`;
}
