import type { Db } from "./db";

/** Names of a connection's tasks, and of those on their way, that begin so. */
export async function findNamesLike(db: Db, connectionId: number, start: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM task WHERE connection_id = ${connectionId} AND starts_with(name, ${start})
    UNION
    SELECT request->>'name' FROM operation
    WHERE connection_id = ${connectionId} AND kind IN ('create', 'rerun')
      AND state IN ('approval', 'held', 'queued', 'running', 'unknown')
      AND starts_with(request->>'name', ${start})`;
  return rows.map(({ name }) => name);
}
