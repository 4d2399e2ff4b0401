"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import type { Acts } from "./use-acts";
import { useHindrance } from "./use-hindrance";

/** Stop, where the platform can; and confirm, for upgrades that wait for it. */
export function StopAndConfirm({ task, acts }: { task: Task; acts: Acts }) {
  const t = useTranslations("acts");
  const hindrance = useHindrance(task);
  const type = findTaskType(task.type);
  return (
    <>
      {type?.confirmable && task.needConfirm === true && (
        <ActionButton
          icon="check"
          hindrance={hindrance("confirm")}
          onPress={() => acts.ask({ kind: "confirm", request: null })}
        >
          {t("confirm.short")}
        </ActionButton>
      )}
      {type?.stoppable && (
        <ActionButton
          icon="stop"
          hindrance={hindrance("stop")}
          onPress={() => acts.ask({ kind: "stop", request: null })}
        >
          {t("stop.short")}
        </ActionButton>
      )}
    </>
  );
}
