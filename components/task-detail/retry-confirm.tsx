"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { SafeText } from "../ui/safe-text";
import { PartlyRead } from "./partly-read";
import { allowPartial, type RetryRequest, targetsPerCall } from "./retry-request";
import type { RetryControls } from "./use-retry";

interface RetryConfirmProps {
  task: Task;
  request: RetryRequest;
  retry: RetryControls;
}

/** Asks once more before many devices go back to waiting. */
export function RetryConfirm({ task, request, retry }: RetryConfirmProps) {
  const t = useTranslations("retry");
  const close = () => retry.ask(null);
  const { count } = request;
  const partial = task.snapshot.subtasksComplete || request.targets.length > 0 ? null : allowPartial(request);
  return (
    <Dialog
      title={t.rich("title", { name: () => <SafeText text={task.name} /> })}
      onClose={close}
      footer={
        <>
          <ActionButton safe onPress={close}>
            {t("cancel")}
          </ActionButton>
          <ActionButton
            icon="retry"
            className="primary"
            busy={retry.sending}
            onPress={() => retry.send(partial ?? request)}
          >
            {count === null ? t("retryMatching") : t("retryDevices", { count })}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <p className="soft">
          {count === null
            ? t("matchingText")
            : t("plan", { count, calls: Math.ceil(count / targetsPerCall) })}
        </p>
        {partial && <PartlyRead task={task} />}
      </div>
    </Dialog>
  );
}
