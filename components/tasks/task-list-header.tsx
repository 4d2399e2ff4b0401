"use client";

import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import { ActionButton } from "../ui/action-button";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";

interface TaskListHeaderProps {
  newTask: string;
  hindrance: CreateHindrance | null;
  /** In a frame a new task is made in a tab of its own. */
  newTab?: boolean;
}

export function TaskListHeader({ newTask, hindrance, newTab }: TaskListHeaderProps) {
  const t = useTranslations("tasks");
  return (
    <div className="headrow">
      <h1>{t("title")}</h1>
      <span className="grow" />
      {hindrance ? (
        <ActionButton
          icon="plus"
          className="primary"
          hindrance={t(`hindrance.${hindrance}`)}
          onPress={() => {}}
        >
          {t("newTask")}
        </ActionButton>
      ) : (
        <PageLink
          className="btn primary"
          href={newTask}
          data-new-task=""
          {...(newTab ? { target: "_blank", rel: "noopener" } : {})}
        >
          <Icon name="plus" />
          {t("newTask")}
          {newTab && <Icon name="external" size="s" />}
        </PageLink>
      )}
    </div>
  );
}
