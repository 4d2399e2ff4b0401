"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";

import { useTimeView } from "../time/clock";
import { formatExactMoment, formatOffset } from "../time/format-time";
import { Moment } from "../time/moment";
import { Banner } from "../ui/banner";
import { JsonText } from "../ui/code-view";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { ProblemCard } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { type ListTask, toPlatformRequest } from "./build-task";
import type { WizardDraft } from "./draft";
import { ProductMatch } from "./product-match";
import type { SubmitControls } from "./use-submit";

interface ReviewStepProps {
  connection: Connection;
  draft: WizardDraft;
  task: ListTask;
  submit: SubmitControls;
}

const shownIds = 3;

/** What will happen, in words and in the platform's own terms, before it happens. */
export function ReviewStep({ connection, draft, task, submit }: ReviewStepProps) {
  const t = useTranslations("wizard");
  return (
    <>
      {submit.error && (
        <section className="card danger">
          <ProblemCard title={t("notCreated")} error={submit.error}>
            <InvalidParams submit={submit} />
          </ProblemCard>
        </section>
      )}
      {draft.unknownSend && draft.sendKey === null && (
        <Banner tone="retry" icon="warn" role="status" title={t("earlierUnknownTitle")}>
          <p>
            {t.rich("earlierUnknownText", {
              name: () => <SafeText text={draft.unknownSend?.name ?? ""} />,
              time: () => <Moment at={draft.unknownSend?.at ?? ""} />,
            })}
          </p>
        </Banner>
      )}
      <PlainWords connection={connection} draft={draft} task={task} />
      <Touches draft={draft} task={task} />
      <WhatIsSent task={task} />
    </>
  );
}

function InvalidParams({ submit }: { submit: SubmitControls }) {
  const params = submit.error?.problem?.invalidParams ?? [];
  if (params.length === 0) return null;
  return (
    <ul className="w-full">
      {params.slice(0, 10).map((each) => (
        <li key={each.path}>
          <span className="mono">{each.path}</span> <SafeText text={each.message} />
        </li>
      ))}
    </ul>
  );
}

function PlainWords({ connection, draft, task }: Omit<ReviewStepProps, "submit">) {
  const t = useTranslations("wizard");
  const view = useTimeView();
  const type = useWords("type");
  const bold = (text: React.ReactNode) => <b>{text}</b>;
  const scheduled = task.policy?.scheduleTime ? new Date(task.policy.scheduleTime) : null;
  const start = scheduled
    ? t("startsAt", {
        time: formatExactMoment(scheduled, view),
        offset: formatOffset(scheduled, view.timeZone),
      })
    : t(task.needConfirm ? "startsConfirmed" : "startsNow");
  return (
    <section className="card" aria-labelledby="plain-title">
      <header>
        <h2 id="plain-title">{t("plainTitle")}</h2>
        <span className="grow" />
        <span className="st s-retry">
          <Icon name="warn" />
          {t("notUndoable")}
        </span>
      </header>
      <div className="pad plainwords">
        <p>
          {t.rich("sentence", {
            type: (type(task.type) ?? task.type).toLowerCase(),
            count: draft.targets?.ids.length ?? 0,
            version: () => <b>{draft.package && <SafeText text={draft.package.version} />}</b>,
            connection: connection.name,
            start,
            b: bold,
          })}
        </p>
        <ul>
          <li>
            <Icon name="bolt" size="s" />
            {t("undo.version")}
          </li>
          <li>
            <Icon name="stop" size="s" />
            {t("undo.stop")}
          </li>
          {task.policy?.retryCount !== undefined && (
            <li>
              <Icon name="retry" size="s" />
              {t("undo.retry", {
                count: task.policy.retryCount,
                minutes: task.policy.retryIntervalMinutes ?? 0,
              })}
            </li>
          )}
          {scheduled && (
            <li>
              <Icon name="calendar" size="s" />
              {t("undo.schedule")}
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}

function Touches({ draft, task }: { draft: WizardDraft; task: ListTask }) {
  const t = useTranslations("wizard");
  const count = task.targets.kind === "list" ? task.targets.ids.length : 0;
  return (
    <section className="card" aria-labelledby="touches-title">
      <header>
        <h2 id="touches-title">{t("touchesTitle")}</h2>
        <p>{t("notLookedUp")}</p>
      </header>
      <div className="pad stack tight">
        <p>
          {t.rich("touchesText", {
            count,
            repeats: draft.targets?.repeats.length ?? 0,
            b: (text) => <b className="strong">{text}</b>,
          })}
        </p>
        <ProductMatch draft={draft} />
      </div>
    </section>
  );
}

function WhatIsSent({ task }: { task: ListTask }) {
  const t = useTranslations("wizard");
  const copy = useCopy();
  const ids = task.targets.kind === "list" ? task.targets.ids.length : 0;
  const whole = () => JSON.stringify(toPlatformRequest(task), null, 2);
  const shown = JSON.stringify(toPlatformRequest(task, shownIds), null, 2);
  return (
    <section className="card" aria-labelledby="sent-title">
      <header>
        <h2 id="sent-title">{t("sentTitle")}</h2>
        <span className="grow" />
        <button type="button" className="btn sm ghost" onClick={() => void copy(whole())}>
          <Icon name="copy" size="s" />
          {t("copyJson")}
        </button>
      </header>
      <div className="pad row items-start!">
        <span className="stepn">1</span>
        <div className="grow stack tight">
          <p className="row wrap">
            <span className="code">POST</span>
            <span className="mono any">{"/v5/iot/{project_id}/batchtasks"}</span>
          </p>
          <JsonText json={shown} />
          {ids > shownIds && <p className="mute small">{t("idsHidden", { count: ids - shownIds })}</p>}
        </div>
      </div>
    </section>
  );
}
