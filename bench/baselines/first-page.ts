import type pg from "pg";

const columns = `ord, target, status, cause_id, error_code, error_msg, output, attempt, command_id, first_seen_at,
  changed_at`;

/** The least a page can cost: the first one along the primary key, planned once, over one connection. */
export function firstPage(raw: pg.Client, taskPk: number): () => Promise<unknown> {
  return () =>
    raw.query({
      name: "first-page",
      text: `SELECT ${columns} FROM subtask WHERE task_id = $1 AND ord >= 0 ORDER BY ord LIMIT 51`,
      values: [taskPk],
    });
}

/** A page as it is written everywhere: counted off from the start. */
export function offsetPage(
  raw: pg.Client,
  taskPk: number,
  status: number | null,
): (skip: number) => Promise<unknown> {
  const condition = status === null ? "" : `AND status = ${status}`;
  return (skip) =>
    raw.query({
      name: `offset-page-${status}`,
      text: `SELECT ${columns} FROM subtask WHERE task_id = $1 ${condition} ORDER BY ord LIMIT 51 OFFSET $2`,
      values: [taskPk, skip],
    });
}
