import { type SearchQuery, type SearchResults, searchLimits } from "@/lib/contracts/search";
import { pageDeviceTasks } from "@/lib/store/device-task-store";
import { countDeviceTasks, searchDeviceIds, searchFiles, searchTasks } from "@/lib/store/search-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";

export interface SearchInput {
  params: { connection: string };
  query: SearchQuery;
}

const nothing: SearchResults = { tasks: [], devices: [], subtasks: [], files: [], more: [] };

/** What is held here that fits what was typed; the rows told are those of the first device. */
export async function search({
  ctx,
  input: { params, query },
}: {
  ctx: ServiceContext;
  input: SearchInput;
}): Promise<SearchResults> {
  const { listedIds } = await requireConnection(ctx, params.connection, "read");
  const { database } = ctx.deps;
  if (query.id) return { ...nothing, devices: await countDeviceTasks(database, listedIds, query.id) };
  if (query.q === undefined) return nothing;
  const { group } = searchLimits;
  const place = { connectionIds: listedIds, q: query.q, limit: group + 1 };
  const [tasks, ids, files] = await Promise.all([
    searchTasks(database, place),
    searchDeviceIds(database, place),
    searchFiles(database, place),
  ]);
  const [first] = ids;
  const [devices, subtasks] = await Promise.all([
    countDeviceTasks(database, listedIds, ids.slice(0, group)),
    first === undefined ? [] : newestRows(ctx, listedIds, first),
  ]);
  return {
    ...{ tasks: tasks.slice(0, group), devices, subtasks, files: files.slice(0, group) },
    more: [
      ...(tasks.length > group ? (["tasks"] as const) : []),
      ...(ids.length > group ? (["devices"] as const) : []),
      ...(files.length > group ? (["files"] as const) : []),
    ],
  };
}

async function newestRows(
  { deps }: ServiceContext,
  connectionIds: number[],
  deviceId: string,
): Promise<SearchResults["subtasks"]> {
  const { rows } = await pageDeviceTasks(deps.database, {
    ...{ connectionIds, deviceId, limit: searchLimits.group },
  });
  return rows.map(({ task, subtask }) => ({
    ...{ taskId: task.taskId, name: task.name, target: subtask.target, status: subtask.status },
    at: subtask.changedAt ?? subtask.firstSeenAt,
  }));
}
