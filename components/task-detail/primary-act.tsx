"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import { useFormatNumber } from "../ui/use-format";
import { countFailed, countUnfinished } from "./task-counts";
import type { Acts } from "./use-acts";
import { elsewhere, useHindrance } from "./use-hindrance";
import { useRerunEntry } from "./use-rerun-entry";

interface PrimaryActProps {
  task: Task;
  acts: Acts;
  /** Says how many on the button itself. */
  counted?: boolean;
  place?: "right" | "up";
}

/** What is most likely next: a retry where the platform has one, else a new task for what failed. */
export function PrimaryAct(props: PrimaryActProps) {
  return findTaskType(props.task.type)?.retryable ? <RetryMenu {...props} /> : <RerunButton {...props} />;
}

function RetryMenu({ task, acts, counted, place = "right" }: PrimaryActProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  const hindrance = useHindrance(task)("retry");
  const rerun = useRerunEntry(task, acts);
  const look = hindrance ? "" : "primary";
  const off = (count: number) => hindrance ?? (count === 0 ? t("nothingToRetry") : undefined);
  const { fail, failWaitRetry } = task.progress;
  const choose = (scope: "failed" | "unfinished" | "causes") => acts.ask({ kind: "chooseRetry", scope });
  return (
    <span className="split">
      <ActionButton
        icon="retry"
        className={look}
        hindrance={hindrance}
        busy={acts.sending}
        onPress={() => choose(fail > 0 ? "failed" : "unfinished")}
      >
        {counted ? t("retryFailedCount", { count: fail }) : t("retryFailed")}
      </ActionButton>
      <Menu
        label={t("moreRetries")}
        buttonClass={`btn tail ${look}`}
        place={place === "up" ? "right up" : "right"}
        button={<Icon name="down" />}
        entries={[
          {
            ...{ kind: "item", key: "failed", icon: "retry", text: t("retryOnlyFailed") },
            ...{ count: number(fail), hindrance: off(fail), onSelect: () => choose("failed") },
          },
          {
            ...{ kind: "item", key: "unfinished", icon: "retry", text: t("retryUnfinished") },
            count: number(countUnfinished(task)),
            hindrance: off(countUnfinished(task)),
            onSelect: () => choose("unfinished"),
          },
          {
            ...{ kind: "item", key: "causes", icon: "filter", text: t("retryCauses") },
            ...{ hindrance: off(fail + failWaitRetry), onSelect: () => choose("causes") },
          },
          { kind: "line", key: "line" },
          rerun,
        ]}
      />
    </span>
  );
}

function RerunButton({ task, acts }: PrimaryActProps) {
  const t = useTranslations("acts");
  const hindrance = useHindrance(task)("rerun");
  const count = countFailed(task);
  const tab = elsewhere(task, "rerun", acts.embedded);
  const words = count > 0 ? t("rerunFailed", { count }) : t("rerun.short");
  if (tab !== null) {
    return (
      <a className="btn primary" href={tab} target="_blank" rel="noopener">
        <Icon name="clone" />
        {words}
        <Icon name="external" size="s" />
      </a>
    );
  }
  return (
    <ActionButton
      icon="clone"
      className={hindrance ? "" : "primary"}
      hindrance={hindrance}
      busy={acts.sending}
      onPress={() => acts.ask({ kind: "rerun", request: null })}
    >
      {words}
    </ActionButton>
  );
}
