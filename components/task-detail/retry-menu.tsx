"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import { useFormatNumber } from "../ui/use-format";
import { useWords } from "../ui/use-words";
import type { RetryControls } from "./use-retry";

/** Devices a retry with an empty body takes (sheet §6.7). */
export function countUnfinished({ progress }: Task): number {
  return progress.fail + progress.failWaitRetry + progress.stopped;
}

/** Why a retry is off, in the reader's words, or null. */
export function useRetryHindrance(task: Task): string | null {
  const t = useTranslations("task");
  const capability = useWords("capability");
  const { retry } = task.capabilities;
  if (!retry.allowed) return capability(retry.reason ?? "") ?? retry.reason ?? t("notAllowed");
  return countUnfinished(task) === 0 ? t("nothingToRetry") : null;
}

interface RetryMenuProps {
  task: Task;
  retry: RetryControls;
  /** Says how many on the button itself. */
  counted?: boolean;
  place?: "right" | "up";
}

/** Retry failed and its variants; nothing at all for types the platform cannot retry. */
export function RetryMenu({ task, retry, counted, place = "right" }: RetryMenuProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  const hindrance = useRetryHindrance(task);
  if (findTaskType(task.type)?.retryable === false) return null;
  const look = hindrance ? "" : "primary";
  const off = (count: number) => hindrance ?? (count === 0 ? t("nothingToRetry") : undefined);
  return (
    <span className="split">
      <ActionButton
        icon="retry"
        className={look}
        hindrance={hindrance}
        busy={retry.sending}
        onPress={() => retry.ask({ kind: "choose", scope: task.progress.fail > 0 ? "failed" : "unfinished" })}
      >
        {counted ? t("retryFailedCount", { count: task.progress.fail }) : t("retryFailed")}
      </ActionButton>
      <Menu
        label={t("moreRetries")}
        buttonClass={`btn tail ${look}`}
        place={place === "up" ? "right up" : "right"}
        button={<Icon name="down" />}
        entries={[
          {
            kind: "item",
            key: "failed",
            icon: "retry",
            text: t("retryOnlyFailed"),
            count: number(task.progress.fail),
            hindrance: off(task.progress.fail),
            onSelect: () => retry.ask({ kind: "choose", scope: "failed" }),
          },
          {
            kind: "item",
            key: "unfinished",
            icon: "retry",
            text: t("retryUnfinished"),
            count: number(countUnfinished(task)),
            hindrance: off(countUnfinished(task)),
            onSelect: () => retry.ask({ kind: "choose", scope: "unfinished" }),
          },
          {
            kind: "item",
            key: "causes",
            icon: "filter",
            text: t("retryCauses"),
            hindrance: off(task.progress.fail + task.progress.failWaitRetry),
            onSelect: () => retry.ask({ kind: "choose", scope: "causes" }),
          },
        ]}
      />
    </span>
  );
}
