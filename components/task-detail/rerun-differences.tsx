"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { Consequences } from "./consequences";

/** What a new task is, beside a retry in this one. */
export function RerunDifferences({ task, strict }: { task: Task; strict: boolean }) {
  const t = useTranslations("acts");
  const type = findTaskType(task.type);
  return (
    <Consequences
      lines={[
        { key: "same", kind: "stays", text: t("rerun.same") },
        { key: "linked", kind: "stays", text: t("rerun.linked") },
        task.capabilities.retry.allowed && { key: "retry", kind: "warning", text: t("rerun.retryInstead") },
        strict && { key: "strict", kind: "ends", text: t("rerun.strict") },
        !type?.stoppable && { key: "stop", kind: "ends", text: t("rerun.noStop") },
        { key: "held", kind: "warning", text: t("held") },
      ]}
    />
  );
}
