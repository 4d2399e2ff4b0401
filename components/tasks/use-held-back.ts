"use client";

import { useState } from "react";
import type { TaskSummary } from "@/lib/contracts/tasks";

interface Anchor {
  scope: string;
  newest: TaskSummary | null;
}

/**
 * Holds back tasks that came after the list was opened, so that no row moves under the pointer: numbers change in
 * place, newer tasks wait until they are asked for.
 */
export function useHeldBack(scope: string, items: readonly TaskSummary[], settled: boolean) {
  const [anchor, setAnchor] = useState<Anchor>({ scope, newest: items[0] ?? null });
  if (settled && (anchor.scope !== scope || (!anchor.newest && items[0]))) {
    setAnchor({ scope, newest: items[0] ?? null });
  }
  const newest = anchor.scope === scope ? anchor.newest : null;
  const isNewer = (task: TaskSummary) =>
    newest !== null && task.taskId !== newest.taskId && task.createdAt > newest.createdAt;
  const waiting = items.filter(isNewer).length;
  return {
    shown: waiting > 0 ? items.filter((task) => !isNewer(task)) : items,
    waiting,
    show: () => setAnchor({ scope, newest: items[0] ?? null }),
  };
}
