"use client";

import { useTranslations } from "use-intl";
import type { ActivityList } from "@/lib/contracts/activity";
import { Icon } from "../ui/icon";
import { TaskLink } from "./task-link";

interface LineageLinksProps {
  lineage: ActivityList["lineage"];
  /** Where tasks are: `/c/…/tasks`, in a frame below `/embed`. */
  root: string;
}

/** Where the task comes from, and what runs it anew; nothing at all for one that stands alone. */
export function LineageLinks({ lineage, root }: LineageLinksProps) {
  const t = useTranslations("activity");
  const { rerunOf, clonedFrom, rerunAs } = lineage;
  const links = [
    ...(rerunOf ? [{ kind: "rerunOf" as const, task: rerunOf }] : []),
    ...(clonedFrom ? [{ kind: "clonedFrom" as const, task: clonedFrom }] : []),
    ...rerunAs.map((task) => ({ kind: "rerunAs" as const, task })),
  ];
  if (links.length === 0) return null;
  return (
    <ul className="lineage">
      {links.map(({ kind, task }) => (
        <li key={`${kind} ${task.taskId}`}>
          <Icon name="clone" size="s" />
          <span>{t.rich(kind, { task: () => <TaskLink root={root} task={task} /> })}</span>
        </li>
      ))}
    </ul>
  );
}
