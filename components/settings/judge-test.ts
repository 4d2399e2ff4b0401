import type { ConnectionCheck } from "@/lib/contracts/save-connection";

/**
 * What a test comes to. `partly`: everything works but some actions are not allowed, so that the connection is of use
 * to read.
 */
export type TestVerdict = "good" | "warning" | "partly" | "bad";

export function judgeTest(items: readonly ConnectionCheck[]): TestVerdict {
  const failed = items.filter(({ state }) => state === "failed");
  if (failed.some(({ action }) => action === null)) return "bad";
  if (failed.length > 0) return "partly";
  return items.some(({ state }) => state === "warning") ? "warning" : "good";
}

/** The checks as they are shown: one line each, actions as a grid, and what was not asked in one line. */
export function sortChecks(items: readonly ConnectionCheck[]) {
  const actions = items.filter(({ action }) => action !== null);
  const others = items.filter(({ action }) => action === null);
  return {
    lines: [...others.filter(({ state }) => state !== "unknown"), ...actions.filter(isFailed)],
    unasked: others.filter(({ state }) => state === "unknown"),
    actions,
  };
}

const isFailed = ({ state }: ConnectionCheck): boolean => state === "failed";
