"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ActionButton } from "../ui/action-button";
import { JsonText } from "../ui/code-view";
import { useCopy } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { describeRequest } from "./describe-request";

/** The request of a task as the platform got it. */
export function RequestDialog({ task, close }: { task: Task; close: () => void }) {
  const t = useTranslations("task");
  const copy = useCopy();
  const text = JSON.stringify(describeRequest(task), null, 2);
  const hidden = Math.max(0, task.targets.count - task.targets.sample.length);
  return (
    <Dialog
      wide
      title={t("requestTitle")}
      onClose={close}
      footer={
        <>
          <ActionButton icon="copy" onPress={() => void copy(text)}>
            {t("copyJson")}
          </ActionButton>
          <ActionButton safe className="primary" onPress={close}>
            {t("close")}
          </ActionButton>
        </>
      }
    >
      <div className="db scroll">
        <p className="soft">{t("requestText", { hidden })}</p>
        <JsonText json={text} />
      </div>
    </Dialog>
  );
}
