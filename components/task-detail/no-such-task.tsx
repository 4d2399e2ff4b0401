"use client";

import { lazy, Suspense } from "react";

const TaskNotFound = lazy(async () => ({ default: (await import("./task-not-found")).TaskNotFound }));

/** Next brings it with every task: what it shows comes when it is needed. */
export function NoSuchTask() {
  return (
    <Suspense>
      <TaskNotFound />
    </Suspense>
  );
}
