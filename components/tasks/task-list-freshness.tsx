"use client";

import { useQuery } from "@tanstack/react-query";
import { taskListFields } from "@/lib/client/task-list-url";
import { type ListPlace, taskListOptions } from "@/lib/client/task-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { FreshPill } from "../ui/fresh-pill";

/** The pill of the list, from the same data as its rows. */
export function TaskListFreshness({ place }: { place: ListPlace }) {
  const { state } = useUrlState(taskListFields);
  const list = useQuery(taskListOptions(place, state));
  return <FreshPill snapshot={list.data?.snapshot} />;
}
