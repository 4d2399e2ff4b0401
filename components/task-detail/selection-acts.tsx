"use client";

import { useTranslations } from "use-intl";
import type { SubtaskFilterState } from "@/lib/client/task-detail-url";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import type { Selection } from "../data-table/use-selection";
import { ActionButton } from "../ui/action-button";
import { actIcons } from "./act-icons";
import { type ActRequest, actOnTicked, type RowAct } from "./act-request";
import type { Acts } from "./use-acts";
import { useHindrance } from "./use-hindrance";

interface SelectionActsProps {
  task: Task;
  acts: Acts;
  ticked: Selection;
  filter: SubtaskFilterState;
  /** How many rows the filter matches. */
  total: number;
}

/** What can be done to the ticked rows; what takes none of them is not there, but for what the type is about. */
export function SelectionActs({ task, acts, ticked, filter, total }: SelectionActsProps) {
  const t = useTranslations("acts");
  const retrying = useTranslations("task");
  const hindrance = useHindrance(task);
  const type = findTaskType(task.type);
  const requestOf = (act: RowAct) => actOnTicked(act, ticked, { filter, total });
  const ask = (kind: "stop" | "confirm" | "rerun", request: ActRequest) => acts.ask({ kind, request });
  const rare: ("stop" | "confirm" | "rerun")[] = [
    ...(task.capabilities.stop.allowed ? (["stop"] as const) : []),
    ...(task.capabilities.confirm.allowed ? (["confirm"] as const) : []),
    ...(acts.embedded ? [] : (["rerun"] as const)),
  ];
  const retry = requestOf("retry");
  const off = hindrance("retry") ?? (retry ? null : retrying("noneRetryable"));
  return (
    <>
      {rare.map((act) => {
        const request = requestOf(act);
        if (request === null) return null;
        return (
          <ActionButton
            key={act}
            icon={actIcons[act]}
            className="sm"
            hindrance={hindrance(act)}
            onPress={() => ask(act, request)}
          >
            {act === "rerun"
              ? t("rerun.fromRows")
              : request.count === null
                ? t(`${act}.short`)
                : t(`${act}.count`, { count: request.count })}
          </ActionButton>
        );
      })}
      {type?.retryable !== false && (
        <ActionButton
          icon="retry"
          className={off ? "sm" : "sm primary"}
          hindrance={off}
          busy={acts.sending}
          onPress={() => retry && acts.startRetry(retry)}
        >
          {retry?.count ? retrying("retryCount", { count: retry.count }) : retrying("retry")}
        </ActionButton>
      )}
    </>
  );
}
