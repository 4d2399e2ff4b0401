/** Statuses of a legacy subtask (sheet §13.6); a column holds the position in this list. */
export const LEGACY_STATUSES = ["Pending", "WaitResult", "Success", "Fail", "Timeout"] as const;
export type LegacyStatus = (typeof LEGACY_STATUSES)[number];

export const LEGACY = { pending: 0, waitResult: 1, success: 2, fail: 3, timeout: 4 } as const;

/** `outcome` of a command that nobody answers; other numbers are 0 = success and entries of the failure table. */
export const NO_ANSWER = 0xffff;

/** The subtasks of one legacy task, a column each. Plain data, so that it can be saved as it is. */
export type LegacyRows = {
  size: number;
  /** A device of the fleet, or -1 - k for `strangers[k]`, an id the fleet does not know. */
  device: Int32Array;
  strangers: string[];
  status: Uint8Array;
  /** How often the command was sent. */
  sent: Uint8Array;
  /** How the waiting will end. */
  outcome: Uint16Array;
  /** Task time of the next change; Infinity when none is due. */
  due: Float64Array;
  counts: Int32Array;
  /** How many timed out before the command was ever sent. */
  neverSent: number;
};

export function createLegacyRows(device: Int32Array, strangers: string[]): LegacyRows {
  const size = device.length;
  const counts = new Int32Array(LEGACY_STATUSES.length);
  counts[LEGACY.pending] = size;
  return {
    size,
    device,
    strangers,
    status: new Uint8Array(size),
    sent: new Uint8Array(size),
    outcome: new Uint16Array(size),
    due: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    counts,
    neverSent: 0,
  };
}

export function legacyStatusOf(rows: LegacyRows, row: number): number {
  return rows.status[row] ?? LEGACY.timeout;
}

/** The one place that changes a status, so that the counters always add up to the size. */
export function setLegacyStatus(rows: LegacyRows, row: number, status: number): void {
  const before = legacyStatusOf(rows, row);
  rows.counts[before] = legacyCount(rows, before) - 1;
  rows.counts[status] = legacyCount(rows, status) + 1;
  rows.status[row] = status;
  if (status === LEGACY.timeout && rows.sent[row] === 0) rows.neverSent++;
}

export function legacyCount(rows: LegacyRows, status: number): number {
  return rows.counts[status] ?? 0;
}

/** Success, Fail and Timeout (sheet §13.5: completeCnt). */
export function completeCount(rows: LegacyRows): number {
  return (
    legacyCount(rows, LEGACY.success) + legacyCount(rows, LEGACY.fail) + legacyCount(rows, LEGACY.timeout)
  );
}

export function isOpen(rows: LegacyRows, row: number): boolean {
  const status = legacyStatusOf(rows, row);
  return status === LEGACY.pending || status === LEGACY.waitResult;
}
