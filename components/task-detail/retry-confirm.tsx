"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ActDialog } from "./act-dialog";
import { type ActRequest, allowPartial, targetsPerCall } from "./act-request";
import { PartlyRead } from "./partly-read";
import type { Acts } from "./use-acts";

interface RetryConfirmProps {
  task: Task;
  request: ActRequest;
  acts: Acts;
}

/** Asks once more before many devices go back to waiting. */
export function RetryConfirm({ task, request, acts }: RetryConfirmProps) {
  const t = useTranslations("retry");
  const { count } = request;
  const partial = task.snapshot.subtasksComplete || request.targets.length > 0 ? null : allowPartial(request);
  return (
    <ActDialog
      {...{ task, acts, count }}
      act="retry"
      button={count === null ? t("retryMatching") : t("retryDevices", { count })}
      hindrance={null}
      make={() => partial ?? request}
    >
      <p className="soft">
        {count === null ? t("matchingText") : t("plan", { count, calls: Math.ceil(count / targetsPerCall) })}
      </p>
      {partial && <PartlyRead task={task} />}
    </ActDialog>
  );
}
