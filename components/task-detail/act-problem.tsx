"use client";

import { useTranslations } from "use-intl";
import { isOutcomeUnknown } from "@/lib/client/api-error";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { Icon } from "../ui/icon";
import { CopyDetails, ProblemFacts, useProblemSentence } from "../ui/problem-details";
import { allowPartial } from "./act-request";
import type { Acts } from "./use-acts";

/** What was not accepted, or whose answer was lost; it stays until it is dealt with. */
export function ActProblem({ acts, className }: { acts: Acts; className?: string }) {
  const t = useTranslations("acts");
  const sentence = useProblemSentence();
  if (!acts.failure) return null;
  const { error, request } = acts.failure;
  const unknown = isOutcomeUnknown(error);
  const { difference, hint } = error.problem ?? {};
  const partial = hint === "snapshot_incomplete" ? allowPartial(request) : null;
  const title = difference ? "changedTitle" : unknown ? "unknownTitle" : "refusedTitle";
  return (
    <Banner
      tone={unknown || difference ? "retry" : "fail"}
      icon={unknown || difference ? "warn" : "fail"}
      className={className}
      role="alert"
      title={t(title, { act: request.act })}
      actions={
        <button type="button" className="iconbtn" aria-label={t("dismiss")} onClick={acts.forgetFailure}>
          <Icon name="x" />
        </button>
      }
    >
      <p>
        {difference
          ? t("changedText", difference)
          : unknown
            ? t(request.act === "delete" ? "unknownDelete" : "unknownText")
            : sentence(error)}
      </p>
      {!difference && <ProblemFacts error={error} />}
      <div className="acts mt-2">
        {unknown && (
          <ActionButton className="sm" busy={acts.sending} onPress={() => acts.send(request)}>
            {t("askAgain")}
          </ActionButton>
        )}
        {error.code === "conflict" && acts.question === null && (
          <ActionButton
            className="sm"
            onPress={() => {
              acts.forgetFailure();
              acts.refresh();
            }}
          >
            {t("lookAgain")}
          </ActionButton>
        )}
        {partial && (
          <ActionButton className="sm" busy={acts.sending} onPress={() => acts.send(partial)}>
            {t("readSoFar", { act: request.act })}
          </ActionButton>
        )}
        {!difference && <CopyDetails error={error} />}
      </div>
    </Banner>
  );
}
