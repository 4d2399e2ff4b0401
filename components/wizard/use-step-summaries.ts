"use client";

import { useTranslations } from "use-intl";
import { findTaskType } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import { formatWeekday } from "../time/format-calendar";
import { formatHourMinute } from "../time/format-time";
import { useWords } from "../ui/use-words";
import { groupIdsOf, linesOf } from "./build-task";
import { documentTextOf, readDocument, sourceOf, type WizardDraft, type WizardStep } from "./draft";
import { readStart } from "./policy/start-time";
import type { DraftError } from "./validate-draft";

export interface StepSummary {
  /** What was said in this step; null while it was not touched. */
  text: string | null;
  /** What is to be fixed in a step that was touched. */
  trouble: string | null;
}

/** Each step in a few words, for the list of steps and the column beside the form. */
export function useStepSummaries(
  draft: WizardDraft,
  errors: readonly DraftError[],
): Record<WizardStep, StepSummary> {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const targets = useTargetsSummary(draft);
  const parameters = useParametersText(draft);
  const policy = usePolicyText(draft);
  const trouble = (step: WizardStep, touched: boolean) => {
    const count = errors.filter((each) => each.step === step).length;
    return touched && count > 0 ? t("summary.values", { count }) : null;
  };
  return {
    type: { text: draft.type ? (word(draft.type) ?? draft.type) : null, trouble: null },
    targets,
    parameters: { text: parameters, trouble: trouble("parameters", parameters !== null) },
    policy: { text: policy, trouble: trouble("policy", draft.type !== null) },
    review: { text: null, trouble: null },
  };
}

function useTargetsSummary(draft: WizardDraft): StepSummary {
  const t = useTranslations("wizard");
  const source = sourceOf(draft);
  const { targets, file } = draft;
  if (source === "list") {
    const lines = targets?.problemCount ?? 0;
    return {
      text: targets && targets.read > 0 ? t("summary.targets", { count: targets.count }) : null,
      trouble: lines > 0 ? t("summary.lines", { count: lines }) : null,
    };
  }
  if (source === "file") {
    return {
      text: file ? t("summary.file", { name: file.name, rows: file.rows ?? -1 }) : null,
      trouble: file && file.problemCount > 0 ? t("summary.rows", { count: file.problemCount }) : null,
    };
  }
  return { text: criteriaText(), trouble: null };

  function criteriaText(): string | null {
    if (source === "groups") {
      const count = groupIdsOf(draft).length;
      return count > 0 ? t("summary.groups", { count }) : null;
    }
    if (source === "groupNames") {
      const count = linesOf(draft.groupNames).length;
      return count > 0 ? t("summary.groups", { count }) : null;
    }
    if (source === "area") return draft.deviceLocation || null;
    if (source === "deviceType") return draft.deviceType ? `${draft.deviceType} ${draft.model}`.trim() : null;
    return draft.type === null ? null : t("summary.everyone");
  }
}

function useParametersText(draft: WizardDraft): string | null {
  const t = useTranslations("wizard");
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  if (!type) return null;
  if (type.group === "records") return t("summary.nothingToSet");
  if (type.group === "upgrade") {
    const [first, ...others] = draft.packages;
    if (!first) return null;
    const name = `${first.productName ?? t("package")} ${first.version}`;
    return others.length > 0 ? t("summary.andMore", { first: name, count: others.length }) : name;
  }
  const document = readDocument(documentTextOf(draft));
  if (document === null) return null;
  return document === undefined ? t("summary.brokenJson") : nameOf(document);
}

/** What a document is about: its command, its services, or the message's name. */
function nameOf(document: Record<string, unknown>): string {
  const services = Array.isArray(document.shadow)
    ? document.shadow.map((each: unknown) => (isRecord(each) ? each.service_id : null))
    : [];
  const words = [
    ...[document.service_id, document.command_name, document.serviceId, document.method, document.name],
    ...services,
    document.topic ?? document.topic_full_name,
  ].filter((word): word is string => typeof word === "string" && word !== "");
  return words.length > 0 ? words.join(", ") : "JSON";
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function usePolicyText(draft: WizardDraft): string {
  const t = useTranslations("wizard");
  const view = useTimeView();
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  const minutes = Number(draft.retryMinutes);
  if (type?.platform === "na") return t("summary.timeout", { minutes: draft.timeoutMinutes });
  const start = draft.start === "set" ? readStart(draft, view.timeZone, view.now) : null;
  const shown = draft.start === "confirmed" && !type?.confirmable ? "now" : draft.start;
  const when =
    start?.kind === "good"
      ? `${formatWeekday(start.at, view)} ${formatHourMinute(start.at, view)}`
      : t(`start.${shown}`);
  const complete = draft.retryMinutes !== "" && Number.isInteger(minutes);
  const retry = !draft.retry
    ? t("summary.noRetry")
    : complete
      ? t("summary.retry", { count: draft.retryCount, minutes })
      : t("summary.retryOpen", { count: draft.retryCount });
  return `${when}${t("comma")}${retry}`;
}
