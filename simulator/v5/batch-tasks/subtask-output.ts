import { createHash } from "node:crypto";
import { registrationOutput } from "../../engine/registration";
import { hasFlag, ROW_FLAG, type SubtaskRows } from "../../engine/subtask-rows";
import type { TaskRecord } from "../../engine/task-record";
import { TRAIT } from "../../fleet/device-columns";
import type { World } from "../../world";

/** Without an `expire_time` or `ttl` the platform keeps what it could not deliver for a day (sheet §9.3, §9.4). */
const DAY_MS = 24 * 3_600_000;

type Delivered = { world: World; task: TaskRecord; rows: SubtaskRows; row: number; target: string };

/** What a success says: the answer to a command, where a message stands now, a registration; else "success". */
export function subtaskOutput(delivered: Delivered): string {
  const { task, row, target } = delivered;
  switch (task.order.type) {
    case "createDevices":
      return registrationOutput(task.table, row, task.order.appId);
    case "createCommands":
      return JSON.stringify({ result_code: 0, response_name: "result", paras: { code: 0 } });
    case "createAsyncCommands":
      return JSON.stringify({ command_id: uuidOf(task, target), status: commandStatus(delivered) });
    case "createMessages":
      return JSON.stringify({ message_id: messageId(task, target), status: messageStatus(delivered) });
    default:
      return "success";
  }
}

/** A cached command goes out when its device is back, and ends unsent after its time. Weak devices never report. */
function commandStatus(delivered: Delivered): string {
  const { world, task, rows, row } = delivered;
  const device = rows.device[row] ?? -1;
  const reports = device < 0 || !world.fleet.hasTrait(device, TRAIT.weak);
  if (!isCached(delivered) || isOnline(delivered)) return reports ? "SUCCESSFUL" : "DELIVERED";
  const { expire_time: seconds } = task.order.document ?? {};
  const keptMs = typeof seconds === "number" && seconds > 0 ? seconds * 1_000 : DAY_MS;
  return isOver(delivered, keptMs) ? "EXPIRED" : "PENDING";
}

function messageStatus(delivered: Delivered): string {
  if (!isCached(delivered) || isOnline(delivered)) return "DELIVERED";
  const { ttl: minutes } = delivered.task.order.document ?? {};
  return isOver(delivered, typeof minutes === "number" ? minutes * 60_000 : DAY_MS) ? "TIMEOUT" : "PENDING";
}

function isCached({ rows, row }: Delivered): boolean {
  return hasFlag(rows, row, ROW_FLAG.cached);
}

function isOnline({ world, rows, row }: Delivered): boolean {
  const device = rows.device[row] ?? -1;
  const { fleet, clock } = world;
  return device >= 0 && fleet.statusAt(device, clock.taskTimeAt(clock.last)) === "ONLINE";
}

function isOver({ world, task }: Delivered, keptMs: number): boolean {
  return world.clock.last >= (task.startAt ?? task.createdAt) + keptMs;
}

function messageId(task: TaskRecord, target: string): string {
  const given = task.order.document?.message_id;
  return typeof given === "string" ? given : uuidOf(task, target);
}

function uuidOf(task: TaskRecord, target: string): string {
  const h = createHash("sha256").update(`${task.id} ${target}`).digest("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
