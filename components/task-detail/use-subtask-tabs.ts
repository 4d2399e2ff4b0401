"use client";

import { useTranslations } from "use-intl";
import { everyStatus } from "@/lib/client/task-detail-url";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { progressSegments } from "../ui/status-looks";
import type { Tab } from "../ui/tabs";
import { useWords } from "../ui/use-words";

/** Failures first, as people come for them; then what still moves, then what is done. */
const order = ["Fail", "Timeout", "FailWaitRetry", "Processing", "Waitting", "Success", "Stopped", "Removed"];
const whileRunning = new Set(["Fail", "FailWaitRetry", "Processing", "Waitting", "Success"]);
const afterwards = new Set(["Fail", "Success"]);

/** All, then each state with its count; a word the platform invented gets a tab of its own. */
export function useSubtaskTabs(task: Task, summary: SubtaskSummary | undefined): Tab[] {
  const t = useTranslations("task");
  const word = useWords("status");
  const always = isFinalTaskStatus(task.status) ? afterwards : whileRunning;
  const counters = new Map<string, number>(
    progressSegments.map(({ counter, status }) => [status, task.progress[counter]]),
  );
  const strangers = Object.entries(summary?.byStatus ?? {}).filter(([status]) => !counters.has(status));
  for (const [status, count] of strangers) counters.set(status, count);
  const statuses = [...order, ...strangers.map(([status]) => status)].filter(
    (status) => always.has(status) || (counters.get(status) ?? 0) > 0,
  );
  return [
    { key: everyStatus, text: t("all"), count: task.progress.total },
    ...statuses.map((status) => ({ key: status, text: word(status) ?? status, count: counters.get(status) })),
  ];
}
