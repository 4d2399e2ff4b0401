import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/client/api";
import { createLimits, legacyLimits } from "@/lib/contracts/create-task";
import type { Task } from "@/lib/contracts/tasks";
import { nextRerunName, rerunStem } from "@/lib/domain/rerun-name";
import { findTaskType } from "@/lib/domain/task-types";

/** Characters a task's name may have, where the task is. */
export function nameLimit({ type }: Pick<Task, "type">): number {
  return isLegacy(type) ? legacyLimits.nameLength : createLimits.nameLength;
}

const isLegacy = (type: string) => findTaskType(type)?.platform === "na";

/** The name a re-run would get now; the server counts once more when it is sent without one. */
export function rerunNameOptions({ connection, name, type }: Pick<Task, "connection" | "name" | "type">) {
  const stem = rerunStem(name, { limit: nameLimit({ type }), plain: !isLegacy(type) });
  return queryOptions({
    queryKey: ["rerun-name", connection, stem],
    queryFn: async ({ signal }) => {
      const { listTasks } = await import("@/lib/contracts/tasks");
      const query = { q: stem.slice(0, 128), limit: 200 };
      const { body } = await call(listTasks, { params: { connection }, query, signal });
      return nextRerunName(
        stem,
        body.items.map((task) => task.name),
      );
    },
    staleTime: 0,
    gcTime: 0,
  });
}
