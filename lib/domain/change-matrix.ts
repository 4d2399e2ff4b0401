import type { ChangeCell } from "@/lib/contracts/subtask-changes";

/** How devices stood at one time; null: not seen yet; of the cause: not failed. */
export interface DeviceState {
  status: string | null;
  cause: string | null;
}

export interface StateCount {
  was: DeviceState;
  is: DeviceState;
  count: number;
}

export interface ChangeMatrix {
  devices: number;
  changed: number;
  byStatus: ChangeCell[];
  /** Of devices that failed at either time, the largest cells. */
  byCause: ChangeCell[];
  /** Devices in the cells that are left out. */
  otherCauses: number;
}

/** Adds up who went from where to where, the commonest first. What was not there at either time is not counted. */
export function createChangeMatrix(mostCauseCells: number) {
  const [statuses, causes] = [new Map<string, ChangeCell>(), new Map<string, ChangeCell>()];
  let [devices, changed] = [0, 0];
  return {
    add({ was, is, count }: StateCount): void {
      if (was.status === null && is.status === null) return;
      devices += count;
      if (was.status !== is.status || was.cause !== is.cause) changed += count;
      addTo(statuses, was.status, is.status, count);
      if (was.cause !== null || is.cause !== null) addTo(causes, was.cause, is.cause, count);
    },
    result(): ChangeMatrix {
      const all = byCount(causes);
      const otherCauses = all.slice(mostCauseCells).reduce((sum, { count }) => sum + count, 0);
      return {
        devices,
        changed,
        byStatus: byCount(statuses),
        byCause: all.slice(0, mostCauseCells),
        otherCauses,
      };
    },
  };
}

function addTo(cells: Map<string, ChangeCell>, was: string | null, is: string | null, count: number): void {
  const key = JSON.stringify([was, is]);
  const cell = cells.get(key);
  if (cell) cell.count += count;
  else cells.set(key, { was, is, count });
}

function byCount(cells: ReadonlyMap<string, ChangeCell>): ChangeCell[] {
  return [...cells]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([, cell]) => cell);
}
