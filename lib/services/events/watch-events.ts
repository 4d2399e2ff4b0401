import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "../tasks/find-task";
import type { LiveHub } from "./hub";
import type { Sink } from "./stream";

export interface WatchEventsInput {
  params: { connection: string };
  query: { task?: string };
  lastEventId: string | null;
}

/** What happens to a connection, or to one of its tasks: gives what opens the stream. */
export async function watchEvents({
  ctx,
  input,
  live,
}: {
  ctx: ServiceContext;
  input: WatchEventsInput;
  live: LiveHub;
}): Promise<(sink: Sink) => { drained(): void; closed(): void }> {
  const { caller } = ctx;
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { task: taskId } = input.query;
  const found = taskId === undefined ? null : await findTask(ctx, connection, taskId);
  const task = found && { id: found.id, connectionId: found.connectionId, taskId: found.taskId };
  await live.admit(caller);
  const { lastEventId } = input;
  return (sink) => live.open({ caller, connection, task, lastEventId }, sink);
}
