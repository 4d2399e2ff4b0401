"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useLiveState } from "@/lib/client/live/use-live";
import { taskDetailFields } from "@/lib/client/task-detail-url";
import { taskOptions } from "@/lib/client/task-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { wakeLate } from "../ui/wake-late";

const FrozenPill = lazy(async () => ({ default: (await import("./frozen-pill")).FrozenPill }));
const TaskPill = wakeLate(async () => (await import("./task-pill")).TaskPill);

/** The pill of a task, with the button that reads it now. */
export function TaskFreshness({ connection, taskId }: { connection: string; taskId: string }) {
  const { asof } = useUrlState(taskDetailFields).state;
  if (!asof) return <LiveFreshness connection={connection} taskId={taskId} />;
  return (
    <Suspense>
      <FrozenPill place={{ connection, taskId, key: asof }} />
    </Suspense>
  );
}

function LiveFreshness({ connection, taskId }: { connection: string; taskId: string }) {
  const { data } = useQuery(taskOptions(connection, taskId));
  const live = useLiveState(connection, taskId);
  return <TaskPill connection={connection} taskId={taskId} snapshot={data?.snapshot} live={live} />;
}
