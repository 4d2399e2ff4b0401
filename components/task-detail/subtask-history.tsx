"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { subtaskHistoryOptions } from "@/lib/client/subtask-history-queries";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { Subtask } from "@/lib/contracts/subtasks";
import { Moment } from "../time/moment";
import { useProblemSentence } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { scrollStop } from "../ui/scroll-stop";
import { StatusPill } from "../ui/status-pill";
import { type SeenStep, seenSteps } from "./seen-steps";

/** The newest states are shown, older ones on a click. */
const shownAtFirst = 6;

/** What this device was before in this task, and when: the platform keeps none of it. */
export function SubtaskHistory({ place, row }: { place: TaskPlace; row: Subtask }) {
  const t = useTranslations("task");
  const sentence = useProblemSentence();
  const [all, showAll] = useState(false);
  const { target, commandId, changedAt } = row;
  const history = useQuery(subtaskHistoryOptions(place, { target, commandId, changedAt }));
  const error = asApiError(history.error);
  const steps = seenSteps(row, history.data?.items ?? []);
  const earlier = all ? 0 : Math.max(0, steps.length - shownAtFirst);
  return (
    <div>
      <h3>{t("seenTitle")}</h3>
      {earlier > 0 && (
        <button type="button" className="linkbtn" onClick={() => showAll(true)}>
          {t("earlierStates", { count: earlier })}
        </button>
      )}
      <ol className="seen" aria-busy={history.isPending}>
        {history.data === undefined && changedAt !== null && (
          <li className="mute small">
            <Moment at={row.firstSeenAt} exact /> {t("firstSeen")}
          </li>
        )}
        {steps.slice(earlier).map((step) => (
          <Step key={step.order} step={step} />
        ))}
      </ol>
      {history.isPending && (
        <p className="mute small" role="status">
          {t("historyReading")}
        </p>
      )}
      {history.data?.items.length === 0 && <p className="mute small">{t("historyNone")}</p>}
      {error && (
        <p className="small" role="status">
          {t("historyFailed")} {sentence(error)}{" "}
          <button
            type="button"
            className="linkbtn"
            aria-busy={history.isFetching}
            onClick={() => void history.refetch()}
          >
            {t("tryNow")}
          </button>
        </p>
      )}
      {row.platformStatus !== row.status && (
        <p className="mute small">{t("platformWord", { word: row.platformStatus })}</p>
      )}
    </div>
  );
}

function Step({ step: { at, status, attempt, past } }: { step: SeenStep }) {
  const t = useTranslations("task");
  return (
    <li>
      <div className="row">
        {at === null ? (
          <span className="mute small">{t("earlier")}</span>
        ) : (
          <Moment at={at} exact className="mute small" />
        )}
        <StatusPill status={status} form="bare" />
        {attempt !== null && attempt > 1 && <span className="mute small">{t("tryNumber", { attempt })}</span>}
      </div>
      {past?.errorMessage && (
        <p className="small">
          <SafeText text={past.errorMessage} multiline />
        </p>
      )}
      {past?.errorCode && (
        <p className="mono small mute">
          <SafeText text={past.errorCode} />
        </p>
      )}
      {past && past.output !== null && (
        <details>
          <summary>{t("outputThen")}</summary>
          <pre className="json" ref={scrollStop}>
            <SafeText text={past.output} multiline />
          </pre>
        </details>
      )}
    </li>
  );
}
