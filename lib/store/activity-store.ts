import type { StoredOperation } from "@/lib/domain/stored-operation";
import type { Database, Db } from "./db";
import { readWanted, toStoredOperation } from "./operation-row";

/** One thing that happened to a task; what its columns hold depends on its kind. */
export interface ActivityRow {
  kind: "operation" | "status" | "made" | "seen" | "deleted" | "act";
  at: Date;
  /** Tells apart what happened in the same millisecond, and gives it an order. */
  key: string;
  /** Id of an operation, or the action of the trail. */
  ref: string | null;
  before: string | null;
  after: string | null;
  actorId: string | null;
  actorName: string | null;
  actorKind: string | null;
  surface: string | null;
  count: number | null;
  subject: string | null;
}

export interface ActivityPosition {
  at: Date;
  key: string;
}

export interface ActivityQuery {
  taskPk: number;
  connectionId: number;
  slug: string;
  taskId: string;
  limit: number;
  after?: ActivityPosition;
}

/**
 * A page of what happened, newest first: writes, turns of the status, and those lines of the trail that anybody who may
 * read the task may know. A re-run belongs to both of its tasks: the trail has it at the old one.
 */
export async function readActivity(
  { pool }: Database,
  { taskPk, connectionId, slug, taskId, limit, after }: ActivityQuery,
): Promise<{ rows: ActivityRow[]; total: number; next: ActivityPosition | null }> {
  const { rows } = await pool.query<ActivityRow & { total: number }>(statement, [
    ...[taskPk, connectionId, slug, taskId],
    ...[after?.at ?? null, after?.key ?? null, limit + 1],
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { at: last.at, key: last.key } : null;
  return { rows: shown, total: rows[0]?.total ?? 0, next };
}

const nobody = "NULL::text, NULL::text, NULL::text, NULL::text, NULL::int, NULL::text";
const byActor = "a.actor_id, a.actor_name, a.actor_kind, a.surface, a.target_count";

const statement = `
  WITH write AS (
    SELECT o.id, o.created_at, o.kind FROM operation o WHERE o.connection_id = $2 AND o.task_id = $4
    UNION
    SELECT o.id, o.created_at, o.kind FROM audit a JOIN operation o ON o.id = a.operation_id
    WHERE a.connection = $3 AND a.subject = $4 AND a.action = 'task.rerun' AND o.connection_id = $2
  ), item AS MATERIALIZED (
    SELECT 'operation' AS kind, w.created_at AS at, 'o' || w.id AS key, w.id::text AS ref, NULL::text AS before,
      NULL::text AS after, NULL::text AS "actorId", NULL::text AS "actorName", NULL::text AS "actorKind",
      (SELECT a.surface FROM audit a WHERE a.connection = $3 AND a.subject = $4 AND a.operation_id = w.id
         AND a.surface <> 'system' ORDER BY a.seq LIMIT 1) AS surface, NULL::int AS count, NULL::text AS subject
    FROM write w
    UNION ALL
    SELECT 'status', c.at, 's' || lpad(c.id::text, 19, '0'), NULL, c.before, c.after, ${nobody}
    FROM task_status_change c WHERE c.task_id = $1
    UNION ALL
    SELECT m.kind, m.at, m.key, NULL, NULL, NULL, ${nobody}
    FROM task t, LATERAL (VALUES ('made', t.created_at, 'm0', NOT EXISTS (SELECT FROM write w JOIN operation o ON o.id = w.id
        WHERE o.task_id = $4 AND o.kind IN ('create', 'rerun'))),
      ('seen', t.first_seen_at, 'm1', NOT EXISTS (SELECT FROM write w JOIN operation o ON o.id = w.id
        WHERE o.task_id = $4 AND o.kind IN ('create', 'rerun'))),
      ('deleted', t.deleted_at, 'm2', t.deleted_at IS NOT NULL)) m(kind, at, key, is_told)
    WHERE t.id = $1 AND m.is_told
    UNION ALL
    SELECT 'act', a.at, 't' || lpad(a.seq::text, 19, '0'), a.action, NULL, NULL, ${byActor},
      CASE WHEN a.action = 'subtask.reveal' THEN a.target_sample[1] END
    FROM audit a WHERE a.connection = $3 AND a.subject = $4 AND a.result = 'ok'
      AND a.action IN ('task.export', 'subtask.reveal', 'task.freeze')
    UNION ALL
    SELECT 'act', a.at, 't' || lpad(a.seq::text, 19, '0'), a.action, NULL, NULL, ${byActor}, a.subject
    FROM audit a WHERE a.connection = $3 AND a.result = 'ok' AND a.action IN ('cause_note.save', 'cause_note.delete')
      AND a.subject IN (SELECT k.key FROM subtask_count n JOIN cause k ON k.id = n.cause_id
        WHERE n.task_id = $1 AND n.n > 0)
      AND a.at >= (SELECT created_at FROM task WHERE id = $1)
  )
  SELECT i.*, (SELECT count(*)::int FROM item) AS total FROM item i
  WHERE $5::timestamptz IS NULL OR (i.at, i.key COLLATE "C") < ($5::timestamptz, $6::text COLLATE "C")
  ORDER BY i.at DESC, i.key COLLATE "C" DESC LIMIT $7`;

/** The operations of these ids, by id; how each chose its devices as `describeSelection` has written it. */
export async function readActivityOperations(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { operation: StoredOperation; request: Record<string, unknown> }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.operation.findMany({ omit: { request: true }, where: { id: { in: [...ids] } } });
  const wanted = await readWanted(db, rows);
  const requests = await db.$queryRaw<{ id: string; request: Record<string, unknown> }[]>`
    SELECT o.id, jsonb_object_agg(f.name, o.request->f.name) FILTER (WHERE o.request ? f.name) AS request
    FROM operation o, unnest(ARRAY['selection', 'status', 'cause', 'q', 'tries', 'changedBefore', 'first']) AS f(name)
    WHERE o.id = ANY(${[...ids]}::uuid[]) AND o.kind <> 'create' GROUP BY o.id`;
  const byId = new Map(requests.map(({ id, request }) => [id, request]));
  return new Map(
    rows.map((row) => [
      row.id,
      { operation: toStoredOperation(row, wanted.get(row.id)), request: byId.get(row.id) ?? {} },
    ]),
  );
}
