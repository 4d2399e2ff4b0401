import { mutationOptions } from "@tanstack/react-query";
import type { CheckedTarget, LiveTargets } from "@/lib/contracts/target-checks";
import { pickSample } from "@/lib/domain/pick-sample";
import { call } from "./api";
import { type ApiError, asApiError } from "./api-error";

export interface LookUp {
  connection: string;
  ids: readonly string[];
  /** Those the task is meant for; null when any will do. */
  productIds: readonly string[] | null;
  signal?: AbortSignal;
  /** Told after every call what is known so far. */
  onProgress?: (found: LookedUp) => void;
}

export interface LookedUp {
  items: CheckedTarget[];
  /** How many of the ids were to be asked about: a hundred at most, spread over all of them. */
  asked: number;
  /** How many ids there were. */
  of: number;
  /** When the first answer came; null when none did. */
  at: string | null;
  /** Why it ended early; null when it did not, or was cancelled. */
  error: ApiError | null;
}

/** Looks a sample of the devices up on the platform, twenty a call. Never throws: what is known so far is kept. */
export async function lookUpTargets({
  connection,
  ids,
  productIds,
  signal,
  onProgress,
}: LookUp): Promise<LookedUp> {
  const { checkTargets, targetCheckLimits } = await import("@/lib/contracts/target-checks");
  const sample = pickSample(ids, targetCheckLimits.perLook);
  let found: LookedUp = { items: [], asked: sample.length, of: ids.length, at: null, error: null };
  const products = productIds && productIds.length > 0 ? { productIds: [...productIds] } : {};
  for (let from = 0; from < sample.length && !signal?.aborted; from += targetCheckLimits.perCall) {
    const body = { ids: sample.slice(from, from + targetCheckLimits.perCall), ...products };
    try {
      const answer = await call(checkTargets, { params: { connection }, query: {}, body, signal });
      const { items, checkedAt } = answer.body;
      found = { ...found, items: [...found.items, ...items], at: found.at ?? checkedAt };
      onProgress?.(found);
    } catch (error) {
      return { ...found, error: signal?.aborted ? null : asApiError(error) };
    }
  }
  return found;
}

/** Which other live tasks are still working on these devices, by our own snapshots. */
export async function findLiveTargets(
  connection: string,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<LiveTargets> {
  const { findLiveTargets: endpoint } = await import("@/lib/contracts/target-checks");
  return (await call(endpoint, { params: { connection }, query: {}, body: { ids: [...ids] }, signal })).body;
}

export function liveTargetsMutation(connection: string) {
  return mutationOptions({
    mutationKey: ["live-targets", connection],
    mutationFn: (ids: readonly string[]) => findLiveTargets(connection, ids),
  });
}
