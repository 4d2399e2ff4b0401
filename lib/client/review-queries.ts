import { queryOptions } from "@tanstack/react-query";
import { idsOf, type TargetSummary } from "@/lib/domain/target-list";
import { call } from "./api";

/** Words of tasks that are not over (sheet §10.1). */
const liveStatuses = ["Initializing", "Waitting", "Processing", "Stopping"];
const longestSearch = 128;

/** Tasks of exactly this name: those that are not over, or all of them. */
export function namesakeOptions(connection: string, name: string, which: "live" | "all") {
  return queryOptions({
    queryKey: ["namesakes", connection, name, which] as const,
    queryFn: async ({ signal }) => {
      const { listTasks } = await import("@/lib/contracts/tasks");
      const status = which === "live" ? { status: liveStatuses } : {};
      const query = { q: name.slice(0, longestSearch), ...status, limit: 200 };
      const { items } = (await call(listTasks, { params: { connection }, query, signal })).body;
      return items.filter((task) => task.name === name).map(({ taskId }) => ({ taskId }));
    },
    enabled: name !== "",
    staleTime: 10_000,
  });
}

/** A list of ids is told from another by the summary it came in: comparing megabytes in a key would cost more than asking. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(targets: object): number {
  const known = numbers.get(targets);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(targets, lastNumber);
  return lastNumber;
}

/** Other live tasks that are still working on devices of a list. */
export function liveTargetOptions(connection: string, targets: TargetSummary | null) {
  return queryOptions({
    queryKey: ["live-targets", connection, targets && numberOf(targets)] as const,
    queryFn: async ({ signal }) => {
      const { findLiveTargets } = await import("@/lib/contracts/target-checks");
      const body = { ids: targets ? idsOf(targets) : [] };
      return (await call(findLiveTargets, { params: { connection }, query: {}, body, signal })).body;
    },
    enabled: targets !== null && targets.count > 0,
    staleTime: 30_000,
    // A megabyte is not sent a second time by itself.
    retry: false,
  });
}
