"use client";

import { useTranslations } from "use-intl";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { Banner } from "../ui/banner";
import { useWords } from "../ui/use-words";
import { countGaps } from "./count-gaps";

interface CountsDifferProps {
  /** One that has ended: while a task moves its numbers differ all the time. */
  task: Task;
  summary: SubtaskSummary;
}

/** Says where the platform's counters and its own rows differ. */
export function CountsDiffer({ task, summary }: CountsDifferProps) {
  const t = useTranslations("task");
  const word = useWords("status");
  const { subtasksRead, subtasksTotal, rowsDroppedAt, fetchedAt } = task.snapshot;
  const sameRead = summary.snapshot.fetchedAt === fetchedAt && subtasksRead >= subtasksTotal;
  if (!sameRead || rowsDroppedAt) return null;
  const gaps = countGaps(task.progress, summary.byStatus);
  if (gaps.length === 0) return null;
  return (
    <Banner tone="retry" icon="partial" className="incard" title={t("countsDiffer")}>
      <p>
        {gaps.map(({ status, counted, rows }, place) => (
          <span key={status}>
            {place > 0 && t("comma")}
            {counted === null
              ? t("rowsOnly", { status: word(status) ?? status, rows })
              : t("countAndRows", { status: word(status) ?? status, counted, rows })}
          </span>
        ))}
      </p>
      {!task.snapshot.subtasksComplete && <p>{t("countsDifferText")}</p>}
    </Banner>
  );
}
