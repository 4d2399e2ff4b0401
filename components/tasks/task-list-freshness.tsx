"use client";

import { useQuery } from "@tanstack/react-query";
import { useLiveState } from "@/lib/client/live/use-live";
import { taskListOptions } from "@/lib/client/task-list-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { taskListFields } from "@/lib/domain/task-list-url";
import { FreshPill } from "../ui/fresh-pill";
import { useListPlace } from "./use-list-place";

/** The pill of the list, from the same data as its rows. */
export function TaskListFreshness({ connection, personId }: { connection: string; personId: string }) {
  const place = useListPlace(connection, personId);
  const { state } = useUrlState(taskListFields);
  const list = useQuery(taskListOptions(place, state));
  const live = useLiveState(connection, null);
  return <FreshPill snapshot={list.data?.snapshot} live={live} />;
}
