import type { ExportSession } from "./export-session";

/** What became of one device of a task. */
export interface SubtaskResult {
  target: string;
  status: string;
  errorCode: string | null;
  /** Key of the cause. */
  cause: string | null;
}

/** All rows of a task of at most a workbook's length, in order of first sight. */
export async function readResults(session: ExportSession, taskPk: number): Promise<SubtaskResult[]> {
  return session.query<SubtaskResult & Record<string, unknown>>(
    `SELECT s.target, w.word AS status, s.error_code AS "errorCode", c.key AS cause
     FROM subtask s JOIN word w ON w.id = s.status LEFT JOIN cause c ON c.id = s.cause_id
     WHERE s.task_id = $1 AND s.ord >= 0 ORDER BY s.ord`,
    [taskPk],
  );
}
