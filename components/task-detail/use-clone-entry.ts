import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import type { MenuEntry } from "../ui/menu-panel";
import { useWords } from "../ui/use-words";

interface CloneOptions {
  /** Why the caller cannot create tasks here, or null. */
  hindrance: CreateHindrance | null;
  /** In a frame the wizard opens in a tab of its own. */
  newTab: boolean;
}

/** A new task that begins as a copy of this one, as an entry of a menu; also of one the platform no longer has. */
export function useCloneEntry(
  task: Pick<Task, "connection" | "taskId" | "type">,
  { hindrance, newTab }: CloneOptions,
): MenuEntry {
  const t = useTranslations("task");
  const acts = useTranslations("acts");
  const capability = useWords("capability");
  const type = findTaskType(task.type);
  const isCreatable = type !== undefined && !type.viewOnly;
  const off = hindrance ? (capability(hindrance) ?? hindrance) : isCreatable ? undefined : t("cloneOff");
  return {
    ...{ kind: "item", key: "clone", icon: "clone", text: t("clone"), hindrance: off, newTab },
    ...(newTab ? { note: acts("newTab") } : {}),
    href: `/c/${task.connection}/tasks/new?from=${task.taskId}`,
  };
}
