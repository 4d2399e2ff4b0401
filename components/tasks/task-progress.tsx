"use client";

import { useTranslations } from "use-intl";
import type { TaskSummary } from "@/lib/contracts/tasks";
import { countSettled } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { useTimeView } from "../time/clock";
import { formatMoment } from "../time/format-time";
import { formatShare } from "../ui/format-share";
import { SegmentedBar } from "../ui/segmented-bar";

/** Bar, words and share: settled while it runs, succeeded once it is over, the reason while it waits. */
export function TaskProgress({ task }: { task: TaskSummary }) {
  const words = useProgressWords(task);
  return (
    <div className="pcell">
      <SegmentedBar progress={task.progress} />
      <span className="sub flex justify-between gap-2">
        <span>{words.text}</span>
        <span className="soft">{words.share}</span>
      </span>
    </div>
  );
}

function useProgressWords(task: TaskSummary): { text: string; share: string | null } {
  const t = useTranslations("tasks");
  const view = useTimeView();
  const { progress, status } = task;
  if (isFinalTaskStatus(status)) {
    const parts = [t("succeeded", { count: progress.success })];
    if (progress.removed > 0) parts.push(t("removed", { count: progress.removed }));
    return { text: parts.join(t("comma")), share: formatShare(progress.success, progress.total) };
  }
  const settled = countSettled(progress);
  if (status === "Initializing") return { text: t("expanding"), share: null };
  if (status === "Waitting" && settled === 0) {
    const { scheduleTime } = task.policy;
    if (scheduleTime && new Date(scheduleTime) > view.now) {
      return { text: t("starts", { time: formatMoment(new Date(scheduleTime), view) }), share: null };
    }
    return { text: t(task.needConfirm ? "needsConfirm" : "waitsForSlot"), share: null };
  }
  return { text: t("settled", { count: settled }), share: formatShare(settled, progress.total) };
}
