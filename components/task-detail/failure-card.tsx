"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ActionButton } from "../ui/action-button";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { AdviceText } from "./advice-text";
import { useRetryHindrance } from "./retry-menu";
import { retryFilter } from "./retry-request";
import type { RetryControls } from "./use-retry";

interface FailureCardProps {
  task: Task;
  summary: SubtaskSummary;
  retry: RetryControls;
  onShow: (cause: string) => void;
}

const shownAtFirst = 5;

/** Why they failed, most frequent cause first, with what to do about each. */
export function FailureCard({ task, summary, retry, onShow }: FailureCardProps) {
  const t = useTranslations("task");
  const [all, showAll] = useState(false);
  const { progress } = task;
  const causes = summary.byError;
  const read = causes.reduce((sum, cause) => sum + cause.count, 0);
  const counted = Math.max(read, progress.fail + progress.timeout + progress.failWaitRetry);
  if (causes.length === 0) return null;
  const rest = causes.slice(shownAtFirst);
  const inPlace = findTaskType(task.type)?.retryable !== false;
  return (
    <section className="card fcard" aria-labelledby="why-title">
      <header>
        <h2 id="why-title">{t("whyTitle", { count: counted })}</h2>
        <p>{inPlace ? t("whyText", { count: causes.length }) : t("noRetryInPlace")}</p>
        <span className="grow" />
        <span className="mute small">
          {read < counted ? t("readSoFar", { read, total: counted }) : t("allRead", { count: read })}
        </span>
      </header>
      <table className="causes rowcards">
        <caption className="sr">{t("whyTitle", { count: counted })}</caption>
        <colgroup>
          <col className="c1" />
          <col className="c2" />
          <col className="c3" />
          <col className="c4" />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col">{t("cause")}</th>
            <th scope="col">{t("devices")}</th>
            <th scope="col">{t("whatToDo")}</th>
            <th scope="col" className="r">
              <span className="sr">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? causes : causes.slice(0, shownAtFirst)).map((cause) => (
            <CauseRow
              key={cause.cause}
              cause={cause}
              most={causes[0]?.count ?? 1}
              task={task}
              retry={retry}
              onShow={onShow}
            />
          ))}
        </tbody>
      </table>
      {rest.length > 0 && !all && (
        <button type="button" className="linkbtn morecauses" onClick={() => showAll(true)}>
          {t("moreCauses", {
            count: rest.length,
            devices: rest.reduce((sum, cause) => sum + cause.count, 0),
          })}
        </button>
      )}
    </section>
  );
}

interface CauseRowProps {
  cause: CauseCount;
  most: number;
  task: Task;
  retry: RetryControls;
  onShow: (cause: string) => void;
}

function CauseRow({ cause, most, task, retry, onShow }: CauseRowProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  const hindrance = useRetryHindrance(task);
  const inPlace = findTaskType(task.type)?.retryable !== false;
  const label = cause.message ?? cause.code;
  const filter = { status: ["Fail", "FailWaitRetry"], cause: [cause.cause], q: "", tries: 0 };
  return (
    <tr>
      <td className="c1">
        <span className="name">{label ? <SafeText text={label} /> : t("noCause")}</span>
        {cause.code && cause.message && <span className="sub mono">{cause.code}</span>}
      </td>
      <td className="c2">
        <span className="row">
          <span className="strong min-w-7 text-right">{number(cause.count)}</span>
          <span className="meter red grow" aria-hidden="true">
            <i style={{ width: `${Math.max(2, (cause.count / most) * 100)}%` }} />
          </span>
        </span>
      </td>
      <td className="c3">
        <p className="what">
          <AdviceText advice={cause.advice} />
        </p>
      </td>
      <td className="c4 r">
        <span className="row tight end">
          {inPlace && cause.advice?.verdict === "fix_first" && (
            <span className="mute small">{t("retryNotAdvised")}</span>
          )}
          {inPlace && cause.advice?.verdict !== "fix_first" && (
            <ActionButton
              icon="retry"
              className="sm"
              hindrance={hindrance}
              onPress={() => retry.start(retryFilter(filter, { count: cause.count }))}
            >
              {t("retryCount", { count: cause.count })}
            </ActionButton>
          )}
          <ActionButton icon="filter" className="sm ghost" onPress={() => onShow(cause.cause)}>
            {t("show")}
          </ActionButton>
        </span>
      </td>
    </tr>
  );
}
