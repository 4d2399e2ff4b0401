import type { DeviceGroup } from "../fleet/demo-layout";
import type { Fleet } from "../fleet/fleet";
import { membersOf } from "../fleet/group-members";
import { tableFault } from "./file-template";
import { registrationTarget } from "./registration";
import { createRows, type SubtaskRows } from "./subtask-rows";
import type { TaskRecord } from "./task-record";

/**
 * Makes the subtasks of a task at the task time `now`; a text instead says why the whole task fails (sheet §6.3:
 * unknown groups, §7.1: unreadable files).
 */
export function expandTargets(
  task: TaskRecord,
  fleet: Fleet,
  platformMs: number,
  now: number,
): SubtaskRows | string {
  if (task.targetsJson) {
    const targets: string[] = JSON.parse(Buffer.from(task.targetsJson).toString("latin1"));
    return fromList([...new Set(targets)], fleet, platformMs);
  }
  if (task.order.fileId !== undefined) return fromFile(task, fleet, platformMs);
  const ids = [...new Set(task.order.groupIds)];
  const groups = fleet.groups.filter(
    ({ groupId, appId }) => ids.includes(groupId) && appId === task.order.appId,
  );
  if (groups.length < ids.length) return "The device group does not exist.";
  const devices = membersOfAll(groups, fleet, now);
  return devices.length === 0 ? "No device matches the targets." : createRows(devices, [], platformMs);
}

/** A subtask for each row; files that only name devices are lists, where a device counts once. */
function fromFile({ table, order }: TaskRecord, fleet: Fleet, platformMs: number): SubtaskRows | string {
  const fault = tableFault(order.type, table);
  if (fault !== undefined || !table) return fault ?? "";
  const named = table.columns.device_id ?? [];
  if (order.type === "updateDevices") return fromList(named, fleet, platformMs);
  if (order.type !== "createDevices") return fromList([...new Set(named)], fleet, platformMs);
  const targets = Array.from({ length: table.size }, (_, row) => registrationTarget(table, row));
  return createRows(
    Int32Array.from(targets, (_, row) => -1 - row),
    targets,
    platformMs,
  );
}

function fromList(targets: string[], fleet: Fleet, platformMs: number): SubtaskRows {
  const strangers: string[] = [];
  const devices = Int32Array.from(targets, (target) => {
    const device = fleet.find(target);
    const known = device >= 0 && !fleet.isDeleted(device);
    return known ? device : -strangers.push(target);
  });
  return createRows(devices, strangers, platformMs);
}

/** Members of several groups, those of two groups once. */
function membersOfAll(groups: DeviceGroup[], fleet: Fleet, now: number): Int32Array {
  const taken = new Uint8Array(fleet.size);
  const lists = groups.map((group) =>
    membersOf(fleet, group, now).filter((device) => {
      if (taken[device] === 1) return false;
      taken[device] = 1;
      return true;
    }),
  );
  const devices = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let size = 0;
  for (const list of lists) {
    devices.set(list, size);
    size += list.length;
  }
  return devices;
}
