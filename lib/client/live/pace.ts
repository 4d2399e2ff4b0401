import { pollEvery } from "../polling";
import { readLive } from "./live-state";

/**
 * How often to ask, in milliseconds: `interval`, or while one of the streams that would tell the news is live only a
 * heartbeat, in case a stream is silent that should not be. A task's stream tells of the task, its rows and writes.
 */
export function paceOf(
  interval: number,
  connection: string,
  taskId: string | null,
  heartbeat: number = pollEvery.heartbeat,
): number {
  return readLive({ connection, taskId }).kind === "live" ? Math.max(interval, heartbeat) : interval;
}
