"use client";

import { lazy, memo, Suspense, useDeferredValue } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import type { TaskRailProps } from "./task-rail";

const Rail = lazy(async () => {
  await pageAtRest();
  return { default: (await import("./task-rail")).TaskRail };
});

/**
 * The rail is in the page as it is sent, and wakes after the rows. News of the task wait until then: React would empty a
 * part that changes before it is awake.
 */
export function LateRail({ task, ...rest }: TaskRailProps) {
  return <SleepingRail task={useDeferredValue(task)} {...rest} />;
}

const SleepingRail = memo(function SleepingRail(props: TaskRailProps) {
  return (
    <Suspense>
      <Rail {...props} />
    </Suspense>
  );
});
