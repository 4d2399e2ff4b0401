"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { isOutcomeUnknown } from "@/lib/client/api-error";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { taskKeys } from "@/lib/client/task-queries";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { Icon } from "../ui/icon";
import { CopyDetails, ProblemFacts, useProblemSentence } from "../ui/problem-details";
import { allowPartial } from "./retry-request";
import type { RetryControls } from "./use-retry";

/** A retry that was not accepted, or whose answer was lost; it stays until it is dealt with. */
export function RetryProblem({ retry, place }: { retry: RetryControls; place: TaskPlace }) {
  const t = useTranslations("retry");
  const sentence = useProblemSentence();
  const queryClient = useQueryClient();
  if (!retry.failure) return null;
  const { error, request } = retry.failure;
  const unknown = isOutcomeUnknown(error);
  const partial = error.problem?.hint === "snapshot_incomplete" ? allowPartial(request) : null;
  const look = async () => {
    retry.forgetFailure();
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: subtaskKeys.all(place) }),
      queryClient.invalidateQueries({ queryKey: taskKeys.one(place.connection, place.taskId) }),
    ]);
  };
  return (
    <Banner
      tone={unknown ? "retry" : "fail"}
      icon={unknown ? "warn" : "fail"}
      className="incard"
      role="alert"
      title={unknown ? t("unknownTitle") : t("refusedTitle")}
      actions={
        <button type="button" className="iconbtn" aria-label={t("dismiss")} onClick={retry.forgetFailure}>
          <Icon name="x" />
        </button>
      }
    >
      <p>{unknown ? t("unknownText") : sentence(error)}</p>
      <ProblemFacts error={error} />
      <div className="acts mt-2">
        {unknown && (
          <ActionButton className="sm" busy={retry.sending} onPress={() => retry.send(request)}>
            {t("askAgain")}
          </ActionButton>
        )}
        {error.code === "conflict" && (
          <ActionButton className="sm" onPress={() => void look()}>
            {t("lookAgain")}
          </ActionButton>
        )}
        {partial && (
          <ActionButton className="sm" busy={retry.sending} onPress={() => retry.send(partial)}>
            {t("retryReadSoFar")}
          </ActionButton>
        )}
        <CopyDetails error={error} />
      </div>
    </Banner>
  );
}
