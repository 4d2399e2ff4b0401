import type { TaskAct, Written } from "@/lib/client/act-on-task";
import { makeRandomKey } from "@/lib/client/random-key";
import { type SubtaskFilterState, toSelectionFilter } from "@/lib/client/task-detail-url";
import type { Selection } from "@/lib/contracts/operations";
import { retryableSubtaskStatuses } from "@/lib/domain/statuses";
import type { Selection as Ticked } from "../data-table/use-selection";

/** Devices of one call to the platform (sheet §6.7). */
export const targetsPerCall = 100;
/** Devices one task takes (sheet §6.3). */
export const targetsPerTask = 30_000;

/** What can be done to chosen subtasks; a delete is of the whole task. */
export type RowAct = Exclude<TaskAct, "delete">;

/** Subtasks each takes (sheet §6.7 to §6.9); a new task is for all that did not succeed. */
export const takes: Readonly<Record<RowAct, readonly string[]>> = {
  retry: retryableSubtaskStatuses,
  stop: ["Processing", "Waitting", "FailWaitRetry"],
  confirm: ["Waitting"],
  rerun: ["Fail", "Timeout", "FailWaitRetry", "Stopped", "Removed"],
};

/** One act a person has asked for. Its key stays the same however often it is sent. */
export interface ActRequest {
  act: TaskAct;
  key: string;
  selection: Selection;
  /** The same for the rows read so far, however many these are; null where nothing depends on what was read. */
  partly: Selection | null;
  /** How many devices, as far as it is known before it is sent. */
  count: number | null;
  /** Devices named one by one. */
  targets: readonly string[];
  written?: Written;
}

export function actOnTargets(act: RowAct, targets: readonly string[]): ActRequest {
  const selection = { targets: [...targets] };
  return { act, key: makeRandomKey(), selection, partly: null, count: targets.length, targets };
}

/**
 * Everything a filter matches but the exceptions, or the first so many of it; with a count, the server refuses when it
 * finds another one.
 */
export function actOnRows(
  act: RowAct,
  filter: SubtaskFilterState,
  options: { count: number | null; except?: readonly string[]; first?: number },
): ActRequest {
  const { count, except = [], first } = options;
  const rows = {
    filter: toSelectionFilter(filter),
    ...(except.length > 0 ? { except: [...except] } : {}),
    ...(first === undefined ? {} : { first }),
  };
  return {
    act,
    key: makeRandomKey(),
    selection: count === null ? rows : { ...rows, expectedCount: count },
    partly: { ...rows, allowPartial: true },
    count,
    targets: [],
  };
}

/** Failed devices of some causes. */
export function actOnCauses(act: RowAct, cause: readonly string[], count: number | null): ActRequest {
  return actOnRows(act, { status: ["Fail", "Timeout", "FailWaitRetry"], cause, q: "", tries: 0 }, { count });
}

/** One call with an empty body: the platform takes everything it can, a retry stopped devices too. */
export function actOnAll(act: TaskAct, count: number | null): ActRequest {
  return { act, key: makeRandomKey(), selection: {}, partly: null, count, targets: [] };
}

/** The request for the rows read so far, under a key of its own; null where that makes no difference. */
export function allowPartial(request: ActRequest): ActRequest | null {
  return request.partly && { ...request, key: makeRandomKey(), selection: request.partly, partly: null };
}

type Matching = Extract<Selection, { filter: unknown }>;
const isMatching = (selection: Selection): selection is Matching => "filter" in selection;

/** The request for the number there is now: another one than was meant, so under a key of its own. */
export function meanCount(request: ActRequest, count: number): ActRequest {
  const { selection } = request;
  if (!isMatching(selection)) return request;
  return { ...request, key: makeRandomKey(), count, selection: { ...selection, expectedCount: count } };
}

export const isTakenBy = (act: RowAct, status: string): boolean => takes[act].includes(status);

/** What is ticked, as far as the act takes it, or null when it takes nothing of it. */
export function actOnTicked(
  act: RowAct,
  ticked: Ticked,
  { filter, total }: { filter: SubtaskFilterState; total: number },
): ActRequest | null {
  if (!ticked.everything) {
    const targets = [...ticked.marked]
      .filter(([, status]) => isTakenBy(act, status))
      .map(([target]) => target);
    return targets.length > 0 ? actOnTargets(act, targets) : null;
  }
  const { status: chosen } = filter;
  const status = chosen.length === 0 ? [...takes[act]] : chosen.filter((word) => isTakenBy(act, word));
  if (status.length === 0) return null;
  const wholly = chosen.length > 0 && status.length === chosen.length;
  const count = wholly ? total - ticked.marked.size : null;
  return actOnRows(act, { ...filter, status }, { count, except: [...ticked.marked.keys()] });
}
