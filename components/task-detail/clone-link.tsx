"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { Icon } from "../ui/icon";
import { useWords } from "../ui/use-words";

interface CloneLinkProps {
  task: Pick<Task, "connection" | "taskId" | "type">;
  /** Why the caller cannot create tasks here, or null. */
  hindrance: CreateHindrance | null;
  /** In a frame the wizard opens in a tab of its own. */
  newTab: boolean;
}

/** A new task that begins as a copy of this one; also of one the platform no longer has. */
export function CloneLink({ task, hindrance, newTab }: CloneLinkProps) {
  const t = useTranslations("task");
  const capability = useWords("capability");
  const type = findTaskType(task.type);
  const isCreatable = type !== undefined && !type.viewOnly;
  const off = hindrance ? (capability(hindrance) ?? hindrance) : isCreatable ? null : t("cloneOff");
  if (off !== null) {
    return (
      <ActionButton icon="clone" hindrance={off} onPress={() => {}}>
        {t("clone")}
      </ActionButton>
    );
  }
  return (
    <Link
      className="btn"
      href={`/c/${task.connection}/tasks/new?from=${task.taskId}`}
      prefetch={false}
      {...(newTab ? { target: "_blank", rel: "noopener" } : {})}
    >
      <Icon name="clone" />
      {t("clone")}
      {newTab && <Icon name="external" size="s" />}
    </Link>
  );
}
