"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";

/** Says that a set may still change, because its rows are still being read. */
export function PartlyRead({ task }: { task: Task }) {
  const t = useTranslations("retry");
  const { subtasksRead: read, subtasksTotal: total } = task.snapshot;
  return <p className="mute">{read < total ? t("incomplete", { read, total }) : t("readingAgain")}</p>;
}
