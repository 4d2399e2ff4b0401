"use client";

import type { LiveState } from "@/lib/client/live/live-state";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { Snapshot } from "@/lib/contracts/snapshot";
import { FreshPill } from "../ui/fresh-pill";
import { useReadNow } from "./use-read-now";

interface TaskPillProps extends TaskPlace {
  snapshot: Snapshot | undefined;
  live: LiveState;
}

/** How old a task's data is; one the platform has no more cannot be read now. */
export function TaskPill({ connection, taskId, snapshot, live }: TaskPillProps) {
  const { reading, readNow } = useReadNow({ connection, taskId });
  const gone = snapshot?.state === "deleted";
  return <FreshPill snapshot={snapshot} live={live} reading={reading} onRead={gone ? undefined : readNow} />;
}
