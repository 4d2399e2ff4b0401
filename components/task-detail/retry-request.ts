import { makeRandomKey } from "@/lib/client/random-key";
import { type SubtaskFilterState, toSelectionFilter } from "@/lib/client/task-detail-url";
import type { Selection } from "@/lib/contracts/operations";
import { retryableSubtaskStatuses } from "@/lib/domain/statuses";
import type { Selection as Ticked } from "../data-table/use-selection";

/** Up to this many devices are retried without asking first (ui.md §4.5). */
export const askAbove = 100;
/** Devices of one call to the platform (sheet §6.7). */
export const targetsPerCall = 100;

/** One retry a person has asked for. Its key stays the same however often it is sent. */
export interface RetryRequest {
  key: string;
  selection: Selection;
  /** The same for the rows read so far, however many these are; null where nothing depends on what was read. */
  partly: Selection | null;
  /** How many devices, as far as it is known before it is sent. */
  count: number | null;
  /** Devices named one by one. */
  targets: readonly string[];
}

export function retryTargets(targets: readonly string[]): RetryRequest {
  const selection = { targets: [...targets] };
  return { key: makeRandomKey(), selection, partly: null, count: targets.length, targets };
}

/** Everything a filter matches but the exceptions; with a count, the server refuses when it finds another one. */
export function retryFilter(
  filter: SubtaskFilterState,
  options: { count: number | null; except?: readonly string[] },
): RetryRequest {
  const except = options.except ?? [];
  const rows = {
    filter: toSelectionFilter(filter),
    ...(except.length > 0 ? { except: [...except] } : {}),
  };
  const { count } = options;
  return {
    key: makeRandomKey(),
    selection: count === null ? rows : { ...rows, expectedCount: count },
    partly: { ...rows, allowPartial: true },
    count,
    targets: [],
  };
}

/** One call with an empty body: the platform takes everything it can, stopped devices too. */
export function retryEverything(count: number): RetryRequest {
  return { key: makeRandomKey(), selection: {}, partly: null, count, targets: [] };
}

/** The request for the rows read so far, under a key of its own; null where that makes no difference. */
export function allowPartial(request: RetryRequest): RetryRequest | null {
  return request.partly && { ...request, key: makeRandomKey(), selection: request.partly, partly: null };
}

export const isRetryable = (status: string): boolean => retryableSubtaskStatuses.includes(status);

/** Statuses a retry of this filter can reach. */
export function retryableOf(statuses: readonly string[]): string[] {
  return statuses.length === 0 ? [...retryableSubtaskStatuses] : statuses.filter(isRetryable);
}

/** A retry of what is ticked, or null when nothing of it can be retried. */
export function retryTicked(ticked: Ticked, filter: SubtaskFilterState, total: number): RetryRequest | null {
  if (!ticked.everything) {
    const targets = [...ticked.marked].filter(([, status]) => isRetryable(status)).map(([target]) => target);
    return targets.length > 0 ? retryTargets(targets) : null;
  }
  const status = retryableOf(filter.status);
  if (status.length === 0) return null;
  const wholly = filter.status.length > 0 && status.length === filter.status.length;
  const count = wholly ? total - ticked.marked.size : null;
  return retryFilter({ ...filter, status }, { count, except: [...ticked.marked.keys()] });
}
