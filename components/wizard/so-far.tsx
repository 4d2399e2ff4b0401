"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { findTaskType } from "@/lib/domain/task-types";
import { ConnectionTag } from "../shell/connection-tag";
import { Icon } from "../ui/icon";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import type { WizardDraft } from "./draft";
import { useStepSummaries } from "./use-step-summaries";
import type { DraftError } from "./validate-draft";

interface SoFarProps {
  connection: Connection;
  draft: WizardDraft;
  errors: readonly DraftError[];
}

/** What has been said so far, and what of it can be changed later. */
export function SoFar({ connection, draft, errors }: SoFarProps) {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const summaries = useStepSummaries(draft, errors);
  const type = draft.type ? findTaskType(draft.type) : undefined;
  const later = [
    { key: "stop", yes: type?.stoppable ?? false },
    { key: "retry", yes: type?.retryable ?? false },
    { key: "rerun", yes: type?.targetSources.includes("list") ?? false },
    { key: "devices", yes: false },
  ] as const;
  return (
    <>
      <section className="card" aria-labelledby="so-far-title">
        <header>
          <h2 id="so-far-title">{t("soFar")}</h2>
        </header>
        <div className="pad">
          <dl className="kv loose">
            <dt>{t("connection")}</dt>
            <dd className="row tight">
              <SafeText text={connection.name} /> <ConnectionTag connection={connection} />
            </dd>
            <dt>{t("step.type")}</dt>
            <dd>
              {draft.type ? word(draft.type) : <span className="mute">{t("stepNumber", { step: 1 })}</span>}
            </dd>
            <dt>{t("name")}</dt>
            <dd>{draft.name || <span className="mute">{t("stepNumber", { step: 1 })}</span>}</dd>
            {(["targets", "parameters", "policy"] as const).map((step, index) => (
              <div className="contents" key={step}>
                <dt>{t(`step.${step}`)}</dt>
                <dd>
                  {summaries[step].text ?? (
                    <span className="mute">{t("stepNumber", { step: index + 2 })}</span>
                  )}
                  {summaries[step].trouble && (
                    <span className="sub text-(--st-fail-fg)!">{summaries[step].trouble}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
      {type && (
        <section className="card changeable" aria-labelledby="later-title">
          <h2 className="med text-[13px]!" id="later-title">
            {t("laterTitle")}
          </h2>
          <ul>
            {later.map(({ key, yes }) => (
              <li className="row" key={key}>
                <Icon name={yes ? "check" : "x"} size="s" />
                <span>
                  {t(`later.${key}`)} <span className="sr">{t(yes ? "yes" : "no")}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
