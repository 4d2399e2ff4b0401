"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { revealSubtask } from "@/lib/client/reveal-subtask";
import { subtaskHistoryOptions } from "@/lib/client/subtask-history-queries";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { JsonObject } from "@/lib/contracts/json";
import type { Subtask } from "@/lib/contracts/subtasks";
import { ActionButton } from "../ui/action-button";
import { JsonText } from "../ui/code-view";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { useProblemSentence } from "../ui/problem-details";

/** What is hidden in an output, for those the server lets see it; it is kept nowhere and gone when the row closes. */
export function SubtaskSecret({ place, row }: { place: TaskPlace; row: Subtask }) {
  const t = useTranslations("task");
  const sentence = useProblemSentence();
  const { target, commandId, changedAt } = row;
  const { data } = useQuery(subtaskHistoryOptions(place, { target, commandId, changedAt }));
  const [busy, setBusy] = useState(false);
  const [shown, show] = useState<JsonObject | null>(null);
  const [refused, refuse] = useState<string | null>(null);
  if (!data?.secret) return null;
  const reveal = async () => {
    setBusy(true);
    refuse(null);
    try {
      show(await revealSubtask(place, target));
    } catch (error) {
      const fault = asApiError(error);
      if (fault) refuse(sentence(fault));
    }
    setBusy(false);
  };
  const text = shown && JSON.stringify(shown, null, 2);
  return (
    <div className="mt-2 grid gap-1">
      <p className="row wrap">
        <Icon name="lock" size="s" />
        <span>{t("secretHidden")}</span>
        {data.secret.mayReveal && (
          <ActionButton
            className="sm"
            icon="eye"
            busy={busy}
            onPress={shown ? () => show(null) : () => void reveal()}
          >
            {t(shown ? "secretHide" : "secretReveal")}
          </ActionButton>
        )}
        {text && <CopyButton text={text} label={t("secretCopy")} />}
      </p>
      {!data.secret.mayReveal && <p className="mute small">{t("secretWho")}</p>}
      {data.secret.mayReveal && !shown && <p className="mute small">{t("secretAudited")}</p>}
      {text && <JsonText json={text} />}
      {refused && (
        <p className="small" role="alert">
          {t("secretRefused")} {refused}
        </p>
      )}
    </div>
  );
}
