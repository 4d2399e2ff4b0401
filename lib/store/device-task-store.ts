import type { DeviceTask } from "@/lib/contracts/device-tasks";
import type { Database } from "./db";
import { isoTimes } from "./iso-times";
import { StatementValues } from "./statement-values";
import { presentRows, type SubtaskRow, subtaskColumns } from "./subtask-row";
import { findWordIds, wordsOf } from "./word-store";

/** Where a list goes on: behind this row, by its task and the number of the device's row in it. */
export interface DeviceTaskCursor {
  createdAt: Date;
  id: number;
  dup: number;
}

export interface DeviceTaskQuery {
  connectionIds: number[];
  deviceId: string;
  status?: string[];
  limit: number;
  /** 1-based; excludes `after`. */
  page?: number;
  after?: DeviceTaskCursor;
}

export type DeviceTaskRow = Omit<DeviceTask, "advice">;

export interface DeviceTasks {
  rows: DeviceTaskRow[];
  total: number;
  byStatus: Record<string, number>;
  notLookedAt: { unread: number; dropped: number };
  next: DeviceTaskCursor | null;
}

/**
 * The rows of one device in all tasks of the connections, newest task first. No index leads from a device to its tasks:
 * each task is asked by the index its own rows have, which is a millisecond for a hundred tasks.
 */
export async function pageDeviceTasks(database: Database, query: DeviceTaskQuery): Promise<DeviceTasks> {
  const { connectionIds, deviceId, after, limit, page } = query;
  const places = await findPlaces(database, connectionIds, deviceId);
  const words = await wordsOf(database, [...new Set(places.rows.map(({ status }) => status))]);
  const byStatus: Record<string, number> = {};
  for (const { status } of places.rows) {
    const word = words.get(status) ?? String(status);
    byStatus[word] = (byStatus[word] ?? 0) + 1;
  }
  const wanted = query.status && new Set(await findWordIds(database, query.status));
  const matching = wanted ? places.rows.filter(({ status }) => wanted.has(status)) : places.rows;
  const start = after ? matching.findIndex((place) => isBehind(place, after)) : ((page ?? 1) - 1) * limit;
  const shown = start < 0 ? [] : matching.slice(start, start + limit);
  const last = shown.at(-1);
  return {
    rows: await readRows(database, shown),
    total: matching.length,
    byStatus,
    notLookedAt: { unread: places.unread, dropped: places.dropped },
    next: last && start + limit < matching.length ? last : null,
  };
}

interface Place extends DeviceTaskCursor {
  ord: number;
  status: number;
}

/** Where the device's rows are, in the list's order: a few bytes each, and one or two a task. */
async function findPlaces(
  { pool }: Database,
  connectionIds: number[],
  deviceId: string,
): Promise<{ rows: Place[]; unread: number; dropped: number }> {
  const { rows } = await pool.query<
    { createdAt: Date; id: number } & (Place | { ord: null; unread: boolean })
  >(
    `SELECT t.id, t.created_at AS "createdAt", s.ord, s.dup, s.status, t.rows_dropped_at IS NULL AS unread
     FROM task t LEFT JOIN LATERAL (
       SELECT s.ord, s.dup, s.status FROM subtask s WHERE s.task_id = t.id AND s.target = $2 AND s.ord >= 0 OFFSET 0
     ) s ON true
     WHERE t.connection_id = ANY($1::int[])
       AND (s.ord IS NOT NULL OR NOT t.subtasks_complete OR t.rows_dropped_at IS NOT NULL)
     ORDER BY t.created_at DESC, t.id DESC, s.dup`,
    [connectionIds, deviceId],
  );
  const places: Place[] = [];
  const missing = { unread: 0, dropped: 0 };
  for (const row of rows) {
    if (row.ord !== null) places.push(row);
    else if (row.unread) missing.unread += 1;
    else missing.dropped += 1;
  }
  return { rows: places, ...missing };
}

function isBehind(place: Place, after: DeviceTaskCursor): boolean {
  const earlier = after.createdAt.getTime() - place.createdAt.getTime();
  return (earlier || after.id - place.id || place.dup - after.dup) > 0;
}

interface FoundRow extends SubtaskRow {
  task_id: string;
  name: string;
  type: string;
  task_status: string;
  created_at: string;
  created_by_id: string | null;
  created_by_name: string | null;
  created_by_kind: string | null;
  kind: string;
}

/** The rows at those places with their tasks, in the same order; one dropped in between is left out. */
async function readRows(database: Database, places: readonly Place[]): Promise<DeviceTaskRow[]> {
  if (places.length === 0) return [];
  const values = new StatementValues();
  const [tasks, ords] = [values.add(places.map(({ id }) => id)), values.add(places.map(({ ord }) => ord))];
  const { rows } = await database.pool.query<FoundRow>({
    text: `SELECT ${subtaskColumns}, t.task_id, t.name, t.type, t.status AS task_status, t.created_at, t.created_by_id,
       t.created_by_name, t.created_by_kind, n.kind
     FROM unnest(${tasks}::int[], ${ords}::int[]) WITH ORDINALITY AS place (id, ord, at)
     JOIN subtask s ON s.task_id = place.id AND s.ord = place.ord
     JOIN task t ON t.id = place.id JOIN connection n ON n.id = t.connection_id
     ORDER BY place.at`,
    values: values.list,
    types: isoTimes,
  });
  const subtasks = await presentRows(database, rows, ({ kind }) => kind === "na");
  return rows.flatMap((row, index) => {
    const subtask = subtasks[index];
    return subtask ? [{ task: toTask(row), subtask }] : [];
  });
}

function toTask(row: FoundRow): DeviceTask["task"] {
  const { created_by_id: id, created_by_name: name, created_by_kind: kind } = row;
  return {
    ...{ taskId: row.task_id, name: row.name, type: row.type, status: row.task_status },
    createdAt: row.created_at,
    createdBy: id === null ? null : { id, name: name ?? id, kind: kind ?? "person" },
  };
}
