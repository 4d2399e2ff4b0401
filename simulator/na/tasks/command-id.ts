import type { LegacyTask } from "../engine/legacy-task";

/** A subtask's command id, 32 hex characters: the task's id and the row, so that it needs no room and is found at once. */
export function commandIdOf(task: LegacyTask, row: number): string {
  return task.id + row.toString(16).padStart(8, "0");
}

/** The row of a command id; undefined when it is none of this task's. */
export function rowOfCommand(task: LegacyTask, commandId: string): number | undefined {
  if (!commandId.startsWith(task.id) || !/^[0-9a-f]{32}$/.test(commandId)) return undefined;
  const row = Number.parseInt(commandId.slice(task.id.length), 16);
  return row < task.rows.size ? row : undefined;
}
