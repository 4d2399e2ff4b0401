import type { DeviceGroup } from "../fleet/demo-layout";
import type { Fleet } from "../fleet/fleet";
import { createRows, type SubtaskRows } from "./subtask-rows";
import type { TaskRecord } from "./task-record";

/** Makes the subtasks of a task; a text instead says why the whole task fails (sheet §6.3: unknown groups). */
export function expandTargets(task: TaskRecord, fleet: Fleet, platformMs: number): SubtaskRows | string {
  if (task.targetsJson) {
    const targets: string[] = JSON.parse(Buffer.from(task.targetsJson).toString("latin1"));
    return fromList([...new Set(targets)], fleet, platformMs);
  }
  const ids = [...new Set(task.order.groupIds)];
  const groups = fleet.groups.filter(
    ({ groupId, appId }) => ids.includes(groupId) && appId === task.order.appId,
  );
  if (groups.length < ids.length) return "The device group does not exist.";
  const devices = membersOf(groups, fleet);
  return devices.length === 0 ? "No device matches the targets." : createRows(devices, [], platformMs);
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

function membersOf(groups: DeviceGroup[], fleet: Fleet): Int32Array {
  const taken = new Uint8Array(fleet.size);
  const devices: number[] = [];
  for (const { spans } of groups) {
    for (const { first, count, step } of spans) {
      for (let k = 0; k < count; k++) {
        const device = first + k * step;
        if (taken[device] === 1 || fleet.isDeleted(device)) continue;
        taken[device] = 1;
        devices.push(device);
      }
    }
  }
  return Int32Array.from(devices);
}
