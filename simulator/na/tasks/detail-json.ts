import { createHash } from "node:crypto";
import type { World } from "../../world";
import { LEGACY, LEGACY_STATUSES, legacyStatusOf } from "../engine/legacy-rows";
import type { LegacyTask } from "../engine/legacy-task";
import { COMMAND_FAILURES } from "../engine/plan-delivery";
import { naRefusalBody } from "../na-refusals";
import { commandIdOf } from "./command-id";

/** One subtask (sheet §13.6); `output` and `error` are JSON in texts. */
export function detailJson(world: World, task: LegacyTask, row: number) {
  const status = legacyStatusOf(task.rows, row);
  const commandId = commandIdOf(task, row);
  return {
    status: LEGACY_STATUSES[status],
    output: outputOf(task, row, status, commandId),
    error: status === LEGACY.fail ? errorOf(world, task, row) : null,
    param: { deviceId: deviceIdOf(world, task, row), commandId },
  };
}

export function deviceIdOf({ fleet }: World, { rows }: LegacyTask, row: number): string {
  const device = rows.device[row] ?? -1;
  return device >= 0 ? fleet.deviceIdOf(device) : (rows.strangers[-1 - device] ?? "");
}

/** What the device said, once the command was sent; null before, and when the command failed. */
function outputOf(task: LegacyTask, row: number, status: number, commandId: string): string | null {
  if (status === LEGACY.fail || (task.rows.sent[row] ?? 0) === 0) return null;
  const requestId = createHash("sha256").update(commandId).digest("hex").slice(0, 32);
  const answered = status === LEGACY.success;
  const commandResult = answered ? { resultCode: "SUCCESSFUL", resultDetail: { code: 0 } } : null;
  return JSON.stringify({ requestId, commandResult });
}

function errorOf(world: World, task: LegacyTask, row: number): string {
  const { code, message } = world.legacy.failures.get(task.rows.outcome[row] ?? 0);
  return JSON.stringify(naRefusalBody(code ?? COMMAND_FAILURES.muted.code, message));
}
