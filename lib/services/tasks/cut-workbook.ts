import { randomUUID } from "node:crypto";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { NewStoredFile } from "@/lib/store/stored-file-store";
import type { ServiceContext } from "../context";
import { checkFile, maxRowsOf, requireWorkbookType } from "../files/check-file";
import { openKeptFile } from "../files/open-kept-file";

export interface CutWorkbook {
  file: NewStoredFile;
  content: Uint8Array;
}

export interface CutRequest {
  task: StoredTask;
  /** The workbook that made it, where one is known. */
  fileId: string | null;
  devices: readonly string[];
  /** What the new one is called, without ending. */
  name: string;
}

/**
 * The workbook of a task with the rows of these devices alone, checked, to be kept and sent. Throws `conflict` when it is
 * not here any more, or lacks some of them: then the set would be another one.
 */
export async function cutWorkbook(
  ctx: ServiceContext,
  connection: StoredConnection,
  { task, fileId, devices, name }: CutRequest,
): Promise<CutWorkbook> {
  const { workbooks } = ctx.deps;
  const whole = fileId === null ? null : await openKeptFile(ctx.deps, fileId);
  if (!whole) {
    const detail = "The workbook of this task is not kept here, or not any more.";
    throw new AppError("conflict", detail, { hint: "workbook_missing" });
  }
  const type = requireWorkbookType(task.type);
  const request = { fileName: whole.name, type, maxRows: maxRowsOf(connection) };
  const content = await workbooks.pick(whole.content, request, new Set(devices)).catch((error: unknown) => {
    const isNone = error instanceof AppError && error.hint === "workbook_empty";
    throw isNone ? lacksDevices(devices.length, 0) : error;
  });
  const fileName = `${name}.xlsx`;
  const checked = await checkFile(workbooks, { name: fileName, content }, { type, connection });
  const rows = checked.report.rows ?? 0;
  if (rows !== devices.length) throw lacksDevices(devices.length, rows);
  return {
    content,
    file: {
      ...{ id: randomUUID(), connectionId: connection.id, name: fileName, taskType: type, ...checked },
      ...{ createdAt: ctx.now(), createdBy: { id: ctx.caller.id, name: ctx.caller.name } },
    },
  };
}

function lacksDevices(expected: number, found: number): AppError {
  const detail = `The task's workbook has rows of ${found} of these ${expected} devices.`;
  return new AppError("conflict", detail, {
    hint: "workbook_lacks_devices",
    difference: { expected, found },
  });
}
