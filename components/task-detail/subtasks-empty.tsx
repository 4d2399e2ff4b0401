"use client";

import { useTranslations } from "use-intl";
import type { SubtaskFilterState } from "@/lib/client/task-detail-url";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { Icon } from "../ui/icon";

interface SubtasksEmptyProps {
  task: Task;
  filter: SubtaskFilterState;
  onClear: () => void;
}

/** No rows: none match, none read yet, none kept, or the task has none at all. */
export function SubtasksEmpty({ task, filter, onClear }: SubtasksEmptyProps) {
  const t = useTranslations("task");
  const filtered =
    [filter.q, filter.command, filter.selection, filter.changedBefore].some(Boolean) ||
    filter.cause.length > 0 ||
    filter.tries > 0;
  const reading = !task.snapshot.subtasksComplete || !isFinalTaskStatus(task.status);
  const key = task.snapshot.rowsDroppedAt
    ? "rowsDropped"
    : filtered
      ? "noMatch"
      : filter.status.length > 0
        ? "noneInState"
        : reading
          ? "notReadYet"
          : "noSubtasks";
  return (
    <div className="mid">
      <Icon name={filtered ? "filter" : "tasks"} size="l" />
      <h3>{t(`${key}Title`)}</h3>
      <p>{t(`${key}Text`)}</p>
      {filtered && (
        <button type="button" className="btn" onClick={onClear}>
          {t("clearFilters")}
        </button>
      )}
    </div>
  );
}
