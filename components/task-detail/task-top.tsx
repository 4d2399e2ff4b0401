"use client";

import { useTranslations } from "use-intl";
import { taskDetailFields } from "@/lib/client/task-detail-url";
import { useUrlState } from "@/lib/client/use-url-state";
import { ActionButton } from "../ui/action-button";
import type { AroundRows } from "./around-rows";
import { CondensedHeader } from "./condensed-header";
import { MoreMenu } from "./more-menu";
import { PrimaryAct } from "./primary-act";
import { StopAndConfirm } from "./stop-and-confirm";
import { TaskHeader } from "./task-header";
import { useAskedAct } from "./use-asked-act";

interface TaskTopProps extends AroundRows {
  onExport: () => void;
}

/** What the task is and what can be done to it, also when that has scrolled away. */
export function TaskTop({ task, acts, embedded, createHindrance, onExport }: TaskTopProps) {
  const t = useTranslations("export");
  return (
    <>
      <AskedAct task={task} acts={acts} />
      <TaskHeader
        task={task}
        root={embedded ? null : `/c/${task.connection}`}
        actions={
          <>
            <StopAndConfirm task={task} acts={acts} />
            <ActionButton icon="download" onPress={onExport}>
              {t("title")}
            </ActionButton>
            <MoreMenu task={task} acts={acts} createHindrance={createHindrance} />
            <PrimaryAct task={task} acts={acts} />
          </>
        }
      />
      <CondensedHeader task={task} actions={<PrimaryAct task={task} acts={acts} />} />
    </>
  );
}

/** By itself, so that a change of the address renders nothing else up here. */
function AskedAct({ task, acts }: Pick<AroundRows, "task" | "acts">) {
  const { cause } = useUrlState(taskDetailFields).state;
  useAskedAct(task, acts, cause);
  return null;
}
