"use client";

import { useTranslations } from "use-intl";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Moment } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import type { WizardDraft } from "./draft";
import type { SubmitControls } from "./use-submit";

interface UnknownDialogProps {
  draft: WizardDraft;
  task: CreateTask;
  submit: SubmitControls;
  listAddress: string;
  onClose: () => void;
}

/** The answer was lost. Asking again with the same key cannot start it twice. */
export function UnknownDialog({ draft, task, submit, listAddress, onClose }: UnknownDialogProps) {
  const t = useTranslations("wizard");
  return (
    <Dialog
      role="alertdialog"
      title={t("unknownTitle")}
      onClose={onClose}
      footer={
        <>
          <a className="btn" href={listAddress} target="_blank" rel="noopener">
            {t("lookInList")}
          </a>
          <ActionButton safe className="primary" busy={submit.busy} onPress={() => submit.send(task)}>
            {t("askAgain")}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <p>{t("unknownText")}</p>
        <dl className="kv">
          <dt>{t("name")}</dt>
          <dd>{task.name}</dd>
          <dt>{t("sentAt")}</dt>
          <dd>{draft.unknownSend && <Moment at={draft.unknownSend.at} exact />}</dd>
        </dl>
        <p className="soft">{t("unknownSafe")}</p>
      </div>
    </Dialog>
  );
}
