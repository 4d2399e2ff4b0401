import type { OperationState } from "@/lib/contracts/operations";
import type { Db } from "./db";
import { nothingMade } from "./draft-row";

/** What lay about for too long, by what it is. */
export interface ForgottenDrafts {
  drafts: number;
  /** Workbooks whose bytes are not needed again; that they were sent stays known. */
  contents: number;
  files: number;
}

const day = 24 * 60 * 60 * 1_000;
/** Milliseconds since the last change of a draft, sent or not, and since an unused workbook came. */
const draftAgeMs = 30 * day;
/** Milliseconds since the task of a workbook was made. */
const sentContentAgeMs = 7 * day;

const settled: readonly OperationState[] = ["done", ...nothingMade];

/**
 * Forgets drafts that nobody has touched for 30 days (templates stay), the bytes of workbooks a week after their task
 * was made, and workbooks of 30 days that no draft has. What an operation may still send or give back stays.
 */
export async function forgetOldDrafts(db: Db, now: Date): Promise<ForgottenDrafts> {
  const oldest = new Date(now.getTime() - draftAgeMs);
  const drafts = await db.$executeRaw`
    DELETE FROM draft d WHERE d.kind = 'draft' AND d.updated_at < ${oldest}
      AND NOT EXISTS (
        SELECT FROM operation o WHERE o.id = d.operation_id AND o.state <> ALL(${[...settled]}::text[])
      )`;
  const contents = await db.$executeRaw`
    UPDATE stored_file f SET content_sealed = NULL
    WHERE f.content_sealed IS NOT NULL
      AND EXISTS (
        SELECT FROM operation o WHERE o.file_id = f.id AND o.state = 'done'
          AND o.finished_at < ${new Date(now.getTime() - sentContentAgeMs)}
      )
      AND NOT EXISTS (
        SELECT FROM operation o WHERE o.file_id = f.id AND o.state <> ALL(${[...settled]}::text[])
      )
      AND NOT EXISTS (
        SELECT FROM draft d WHERE d.file_id = f.id AND NOT EXISTS (
          SELECT FROM operation o WHERE o.id = d.operation_id AND o.state = 'done'
        )
      )`;
  const files = await db.$executeRaw`
    DELETE FROM stored_file f WHERE f.created_at < ${oldest}
      AND NOT EXISTS (SELECT FROM draft d WHERE d.file_id = f.id)
      AND NOT EXISTS (
        SELECT FROM operation o WHERE o.file_id = f.id AND o.state <> ALL(${[...settled]}::text[])
      )`;
  return { drafts, contents, files };
}
