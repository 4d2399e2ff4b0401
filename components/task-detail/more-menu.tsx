"use client";

import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-panel";
import { taskAddress } from "./task-address";
import type { Acts } from "./use-acts";
import { useCloneEntry } from "./use-clone-entry";
import { elsewhere, useHindrance } from "./use-hindrance";
import { useRerunEntry } from "./use-rerun-entry";

interface MoreMenuProps {
  task: Task;
  acts: Acts;
  /** Why the caller cannot create tasks here, or null. */
  createHindrance: CreateHindrance | null;
  place?: "right" | "right up";
  /** Where there is no room for a button of its own. */
  onExport?: () => void;
}

/** What is done to a task now and then. */
export function MoreMenu({ task, acts, createHindrance, place = "right", onExport }: MoreMenuProps) {
  const t = useTranslations("task");
  const words = useTranslations("acts");
  const copy = useCopy();
  const hindrance = useHindrance(task)("delete");
  const clone = useCloneEntry(task, { hindrance: createHindrance, newTab: acts.embedded });
  const rerun = useRerunEntry(task, acts);
  const tab = elsewhere(task, "delete", acts.embedded);
  const inPlace = findTaskType(task.type)?.retryable === true;
  const entries: (MenuEntry | false)[] = [
    inPlace && rerun,
    clone,
    onExport !== undefined && {
      ...{ kind: "item", key: "export", icon: "download", text: words("export"), onSelect: onExport },
    },
    {
      ...{ kind: "item", key: "link", icon: "link", text: t("copyLink") },
      onSelect: () => void copy(taskAddress(task)),
    },
    { kind: "line", key: "line" },
    {
      ...{ kind: "item", key: "delete", icon: "trash", text: words("delete.short") },
      ...(tab === null
        ? { hindrance: hindrance ?? undefined, onSelect: () => acts.ask({ kind: "delete" }) }
        : { href: tab, newTab: true, note: words("newTab") }),
    },
  ];
  return (
    <Menu
      label={words("more")}
      buttonClass="btn icon"
      button={<Icon name="more" />}
      place={place}
      entries={entries.filter((entry) => entry !== false)}
    />
  );
}
