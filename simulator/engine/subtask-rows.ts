import type { Fleet } from "../fleet/fleet";
import { type Crowd, crowdRow, crowdTarget } from "./crowd";
import { addRow, createRowSet, type RowSet, removeRow } from "./row-set";

/** Subtask statuses (sheet §6.1, §10.2); a column holds the position in this list. */
export const SUBTASK_STATUSES = [
  "Waitting",
  "Processing",
  "Success",
  "Fail",
  "FailWaitRetry",
  "Stopped",
  "Removed",
] as const;
export type SubtaskStatus = (typeof SUBTASK_STATUSES)[number];

export const SUBTASK = {
  waiting: 0,
  processing: 1,
  success: 2,
  fail: 3,
  failWaitRetry: 4,
  stopped: 5,
  removed: 6,
} as const;

/** Bits of `flags`. */
export const ROW_FLAG = { confirmed: 1, cached: 2 } as const;

/** The subtasks of one task, a column each: about 19 bytes a subtask. Plain data, so that it can be saved as it is. */
export type SubtaskRows = {
  size: number;
  /** Platform time when they were made; the first part of their hidden record ids. */
  createdAt: number;
  /** A device of the fleet, or -1 - k for `strangers[k]`, an id the fleet does not know. */
  device: Int32Array;
  strangers: string[];
  /** Then no device is of the fleet: the rows themselves name the targets. */
  crowd?: Crowd;
  status: Uint8Array;
  /** Attempts begun. */
  attempt: Uint8Array;
  /** Automatic retries used up. */
  autoRetries: Uint8Array;
  flags: Uint8Array;
  /** How the attempt ends: 0 = success, else an entry of the failure table. */
  failure: Uint16Array;
  /** Task time of the next change; Infinity when none is due. */
  due: Float64Array;
  counts: Int32Array;
  /** The rows of each status, for pages of one status; absent in state saved before there was one. */
  sets?: RowSet[];
};

export function createRows(devices: Int32Array, strangers: string[], createdAt: number): SubtaskRows {
  const size = devices.length;
  const counts = new Int32Array(SUBTASK_STATUSES.length);
  counts[SUBTASK.waiting] = size;
  const status = new Uint8Array(size);
  return {
    size,
    createdAt,
    device: devices,
    strangers,
    status,
    attempt: new Uint8Array(size),
    autoRetries: new Uint8Array(size),
    flags: new Uint8Array(size),
    failure: new Uint16Array(size),
    due: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    counts,
    sets: setsOf(status),
  };
}

/** The rows as they stand now, whatever becomes of the task. Which devices they are does not change. */
export function freezeRows(rows: SubtaskRows): SubtaskRows {
  const { status, flags, failure, counts } = rows;
  const kept = {
    status: status.slice(),
    flags: flags.slice(),
    failure: failure.slice(),
    counts: counts.slice(),
  };
  return { ...rows, ...kept, attempt: NO_BYTES, autoRetries: NO_BYTES, due: NO_TIMES, sets: undefined };
}

const NO_BYTES = new Uint8Array(0);
const NO_TIMES = new Float64Array(0);

/** The rows with a status. */
export function rowSet(rows: SubtaskRows, status: number): RowSet {
  rows.sets ??= setsOf(rows.status);
  return rows.sets[status] ?? [];
}

function setsOf(statuses: Uint8Array): RowSet[] {
  const sets = SUBTASK_STATUSES.map(() => createRowSet(statuses.length));
  for (const [row, status] of statuses.entries()) addRow(sets[status] ?? [], row);
  return sets;
}

/** The device id of a row as the caller knows it. */
export function targetOf(rows: SubtaskRows, row: number, fleet: Fleet): string {
  if (rows.crowd) return crowdTarget(rows.crowd, row);
  const device = rows.device[row] ?? -1;
  return device >= 0 ? fleet.deviceIdOf(device) : (rows.strangers[-1 - device] ?? "");
}

export function statusOf(rows: SubtaskRows, row: number): number {
  return rows.status[row] ?? SUBTASK.removed;
}

/** The one place that changes a status, so that the counters always add up to the size. */
export function setStatus(rows: SubtaskRows, row: number, status: number): void {
  const before = statusOf(rows, row);
  rows.counts[before] = countOf(rows, before) - 1;
  rows.counts[status] = countOf(rows, status) + 1;
  rows.status[row] = status;
  removeRow(rowSet(rows, before), row);
  addRow(rowSet(rows, status), row);
}

export function countOf(rows: SubtaskRows, status: number): number {
  return rows.counts[status] ?? 0;
}

export function unfinishedCount(rows: SubtaskRows): number {
  return (
    countOf(rows, SUBTASK.waiting) + countOf(rows, SUBTASK.processing) + countOf(rows, SUBTASK.failWaitRetry)
  );
}

export function hasFlag(rows: SubtaskRows, row: number, flag: number): boolean {
  return ((rows.flags[row] ?? 0) & flag) !== 0;
}

export function addFlag(rows: SubtaskRows, row: number, flag: number): void {
  rows.flags[row] = (rows.flags[row] ?? 0) | flag;
}

/** The row of a device number or, when that is negative, of an id the fleet does not know; -1 when there is none. */
export function findRow(rows: SubtaskRows, device: number, deviceId: string): number {
  if (rows.crowd) return crowdRow(rows.crowd, rows.size, deviceId);
  if (device >= 0) {
    const row = rows.device.indexOf(device);
    if (row >= 0) return row;
  }
  const stranger = rows.strangers.indexOf(deviceId);
  return stranger < 0 ? -1 : rows.device.indexOf(-1 - stranger);
}

/** Rows with one of the statuses, in order. */
export function rowsWith(rows: SubtaskRows, statuses: readonly number[]): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.size; row++) if (statuses.includes(statusOf(rows, row))) found.push(row);
  return found;
}
