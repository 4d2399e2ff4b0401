import { z } from "zod";
import type { DeviceTaskList, ListDeviceTasksQuery } from "@/lib/contracts/device-tasks";
import { Instant } from "@/lib/contracts/json";
import { adviseOn } from "@/lib/domain/advice";
import { isFailedSubtaskStatus } from "@/lib/domain/statuses";
import { type DeviceTaskCursor, type DeviceTaskRow, pageDeviceTasks } from "@/lib/store/device-task-store";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { describeList } from "../tasks/describe-list";

const Position = z.strictObject({ at: Instant, id: RowNumber, dup: RowNumber });

export interface ListDeviceTasksInput {
  params: { connection: string; deviceId: string };
  query: ListDeviceTasksQuery;
}

/**
 * What is held here of one device, newest task first. A device nobody heard of has no rows: whether the platform knows it
 * is not asked.
 */
export async function listDeviceTasks({
  ctx,
  input: { params, query },
}: {
  ctx: ServiceContext;
  input: ListDeviceTasksInput;
}): Promise<DeviceTaskList> {
  const connection = await requireConnection(ctx, params.connection, "read");
  const { database } = ctx.deps;
  const filter = { connectionIds: connection.listedIds, deviceId: params.deviceId, status: query.status };
  const codec = bindCursor({ list: "device-tasks", ...filter }, Position);
  const paging = readPaging(query, codec);
  const { rows, total, byStatus, notLookedAt, next } = await pageDeviceTasks(database, {
    ...{ ...filter, limit: paging.limit },
    ...(paging.after ? { after: toStored(paging.after) } : { page: paging.page ?? 1 }),
  });
  return {
    items: rows.map((row) => ({ ...row, advice: adviceOf(row) })),
    page: describePage(paging, { total, next: next && toText(next) }, codec),
    ...{ byStatus, notLookedAt },
    snapshot: await describeList(database.prisma, connection, ctx.now()),
  };
}

function adviceOf({ subtask: { status, errorCode, errorMessage } }: DeviceTaskRow) {
  return isFailedSubtaskStatus(status) ? adviseOn({ code: errorCode, message: errorMessage }) : null;
}

function toStored({ at, id, dup }: z.infer<typeof Position>): DeviceTaskCursor {
  return { createdAt: new Date(at), id, dup };
}

function toText({ createdAt, id, dup }: DeviceTaskCursor): z.infer<typeof Position> {
  return { at: createdAt.toISOString(), id, dup };
}
