"use client";

import { useDeferredValue } from "react";
import { wakeLate } from "../ui/wake-late";
import type { TaskRailProps } from "./task-rail";

const Rail = wakeLate(async () => (await import("./task-rail")).TaskRail);

/** The rail, which wakes after the rows. */
export function LateRail({ task, ...rest }: TaskRailProps) {
  return <Rail task={useDeferredValue(task)} {...rest} />;
}
