import type { StoredTask } from "@/lib/domain/stored-task";

type Cell = string | number | null;

const columns: readonly (readonly [name: string, of: (task: StoredTask) => Cell])[] = [
  ["task_id", ({ taskId }) => taskId],
  ["name", ({ name }) => name],
  ["type", ({ type }) => type],
  ["status", ({ status }) => status],
  ["status_description", ({ statusDescription }) => statusDescription],
  ["app_id", ({ appId }) => appId],
  ["target_kind", ({ targets }) => targets.kind],
  ["target_count", ({ targets }) => targets.count],
  ["total", ({ progress }) => progress.total],
  ["waiting", ({ progress }) => progress.waiting],
  ["processing", ({ progress }) => progress.processing],
  ["success", ({ progress }) => progress.success],
  ["fail", ({ progress }) => progress.fail],
  ["fail_wait_retry", ({ progress }) => progress.failWaitRetry],
  ["stopped", ({ progress }) => progress.stopped],
  ["removed", ({ progress }) => progress.removed],
  ["timeout", ({ progress }) => progress.timeout],
  ["schedule_time", ({ policy }) => policy.scheduleTime],
  ["created_at", ({ createdAt }) => createdAt.toISOString()],
  ["created_by", ({ createdBy }) => createdBy?.name ?? null],
  ["rerun_of", ({ rerunOf }) => rerunOf],
  ["cloned_from", ({ clonedFrom }) => clonedFrom],
  ["read_at", ({ snapshot }) => snapshot.fetchedAt?.toISOString() ?? null],
];

/** Headings of an exported list of tasks. */
export const taskColumns: readonly string[] = columns.map(([name]) => name);

export function describeTaskRow(task: StoredTask): Cell[] {
  return columns.map(([, of]) => of(task));
}
