"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { useLiveState } from "@/lib/client/live/use-live";
import { taskDetailFields } from "@/lib/client/task-detail-url";
import { taskOptions } from "@/lib/client/task-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { FreshPill } from "../ui/fresh-pill";
import { useReadNow } from "./use-read-now";

const FrozenPill = lazy(async () => ({ default: (await import("./frozen-pill")).FrozenPill }));

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
  const place = useMemo(() => ({ connection, taskId }), [connection, taskId]);
  const { data } = useQuery(taskOptions(connection, taskId));
  const { reading, readNow } = useReadNow(place);
  const gone = data?.snapshot.state === "deleted";
  const live = useLiveState(connection, taskId);
  return (
    <FreshPill snapshot={data?.snapshot} live={live} reading={reading} onRead={gone ? undefined : readNow} />
  );
}
