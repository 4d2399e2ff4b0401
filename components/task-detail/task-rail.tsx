"use client";

import type { Task } from "@/lib/contracts/tasks";
import { ActivityCard } from "./activity-card";
import { DefinitionCard } from "./definition-card";
import type { Acts } from "./use-acts";

export interface TaskRailProps {
  task: Task;
  embedded: boolean;
  /** Shows how an operation goes. */
  watch: Acts["watch"];
}

/** Beside the rows: what the task was told to do, and what happened to it. */
export function TaskRail({ task, embedded, watch }: TaskRailProps) {
  return (
    <>
      <DefinitionCard task={task} />
      <ActivityCard
        task={task}
        embedded={embedded}
        onOpen={(operationId) => watch({ operationId, quietly: false })}
      />
    </>
  );
}
