"use client";

import { useTranslations } from "use-intl";
import { Moment } from "../../time/moment";
import { ActionButton } from "../../ui/action-button";
import { Dialog } from "../../ui/dialog";
import { SafeText } from "../../ui/safe-text";
import { SentLink } from "./sent-link";
import type { SubmitState } from "./submitter";
import type { SubmitControls } from "./use-submit";

interface UnknownDialogProps {
  connection: string;
  state: Extract<SubmitState, { kind: "unknown" }>;
  submit: SubmitControls;
}

/** The answer was lost. What the server knows comes first; asking again with the same key cannot start it twice. */
export function UnknownDialog({ connection, state, submit }: UnknownDialogProps) {
  const t = useTranslations("review");
  const { lost, name, at } = state;
  const looking = lost.kind === "looking";
  const found = lost.kind === "found" && lost.sent.taskId !== null ? "task" : lost.kind;
  return (
    <Dialog
      role="alertdialog"
      title={t("unknown.title")}
      onClose={submit.close}
      footer={
        <>
          <ActionButton safe busy={looking} onPress={submit.look}>
            {t(looking ? "unknown.looking" : "unknown.look")}
          </ActionButton>
          {lost.kind === "found" ? (
            <SentLink connection={connection} sent={lost.sent} />
          ) : (
            <ActionButton
              className="primary"
              hindrance={lost.kind === "nothing" ? null : t("unknown.lookFirst")}
              onPress={submit.sendAgain}
            >
              {t("unknown.again")}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="db">
        <p>{t("unknown.text")}</p>
        <dl className="kv">
          <dt>{t("fact.name")}</dt>
          <dd>
            <SafeText text={name} />
          </dd>
          <dt>{t("unknown.sent")}</dt>
          <dd>
            <Moment at={at} exact />
          </dd>
          <dt>{t("unknown.serverSays")}</dt>
          <dd role="status">{t(`unknown.found.${found}`)}</dd>
        </dl>
        {lost.kind === "nothing" && <p className="soft">{t("unknown.safe")}</p>}
      </div>
    </Dialog>
  );
}
