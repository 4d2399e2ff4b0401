import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import type { Database } from "@/lib/store/db";
import { inTransaction } from "@/lib/store/db";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { saveSeenTask } from "@/lib/store/task-store";
import { deviceId } from "./make-workbook";

const chunk = 5_000;
/** Of a hundred rows: the rest succeeded. */
const [failedOfHundred, waitingOfHundred] = [8, 4] as const;
const messages = [
  "Task Conflict",
  "The device is offline.",
  "Battery below 20 %",
  "Checksum mismatch",
  "Timeout",
];

/**
 * A running firmware upgrade with that many subtasks, as the product's own writer stores them: 88 of 100 succeeded, 8
 * failed for one of five causes, 4 wait. Answers its number in the database.
 */
export async function seedTask(
  database: Database,
  connectionId: number,
  { taskId, rows }: { taskId: string; rows: number },
): Promise<number> {
  const seenAt = new Date();
  const stored = await inTransaction(database, (tx) =>
    saveSeenTask(tx, { connectionId, task: describeTask(taskId, rows), fetchedAt: seenAt, source: "show" }),
  );
  for (let first = 0; first < rows; first += chunk) {
    const page = Array.from({ length: Math.min(chunk, rows - first) }, (_, index) => makeRow(first + index));
    await inTransaction(database, (tx) => saveSubtaskRows(tx, stored.id, page, seenAt));
  }
  await database.pool.query("UPDATE task SET subtasks_complete = true WHERE id = $1", [stored.id]);
  await database.pool.query("ANALYZE");
  return stored.id;
}

export function makeRow(number: number): PlatformSubtask {
  const place = number % 100;
  const failed = place < failedOfHundred;
  const waiting = !failed && place < failedOfHundred + waitingOfHundred;
  const status = failed ? "Fail" : waiting ? "Waitting" : "Success";
  return {
    target: deviceId(number),
    status,
    platformStatus: status,
    output: failed || waiting ? null : JSON.stringify({ result_code: 0, version: "2.4.1" }),
    errorCode: null,
    errorMessage: failed ? (messages[number % messages.length] ?? null) : null,
    commandId: null,
  };
}

/** What a list of the platform would tell of it. */
export function describeTask(taskId: string, rows: number): PlatformTask {
  const per = (share: number) =>
    Array.from({ length: rows }, (_, n) => n % 100).filter((n) => n < share).length;
  const fail = per(failedOfHundred);
  const waiting = per(failedOfHundred + waitingOfHundred) - fail;
  return {
    taskId,
    name: "benchmark",
    type: "firmwareUpgrade",
    status: "Processing",
    platformStatus: "Processing",
    ...{ statusDescription: null, mode: null, extInfo: null, needConfirm: null },
    ...{ targets: null, groupIds: null, fileId: null, document: { package_id: "67a01c084c3d5e6f70819301" } },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    progress: {
      ...{ total: rows, waiting, processing: 0, success: rows - fail - waiting, fail },
      ...{ failWaitRetry: 0, stopped: 0, removed: 0, timeout: 0 },
    },
    createdAt: new Date(Date.now() - 60_000).toISOString(),
    ...{ operator: null, timeoutMinutes: null, tags: null, criteria: null },
  };
}
