"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { ConnectionTag, connectionPlace } from "../../shell/connection-tag";
import { ActionButton } from "../../ui/action-button";
import { SafeText } from "../../ui/safe-text";
import { TypedWords } from "../../ui/typed-words";
import { useFormatNumber } from "../../ui/use-format";
import type { DraftControls } from "../step-props";
import { AfterSending } from "./after-sending";
import { levelOf, matchesWords, verbOf, wordsToType } from "./confirmation";
import type { Reviewed } from "./read-reviewed";
import { ReasonField } from "./reason-field";
import { SendButton } from "./send-button";
import { useSpace } from "./use-review-facts";
import { useReviewed } from "./use-reviewed";
import type { SubmitControls } from "./use-submit";

interface ConfirmPanelProps {
  connection: Connection;
  controls: DraftControls;
  submit: SubmitControls;
  onBack: () => void;
}

/** The last look and the button that sends; it names the verb and the count. */
export function ConfirmPanel({ connection, controls, submit, onBack }: ConfirmPanelProps) {
  const { reviewed } = useReviewed(controls);
  if (!reviewed) return null;
  // What was typed was typed for this content only.
  const key = `${reviewed.spoken} ${reviewed.count} ${reviewed.draft.name}`;
  return (
    <>
      <Panel key={key} {...{ connection, controls, submit, onBack, reviewed }} />
      <AfterSending type={reviewed.type} />
    </>
  );
}

function Panel({
  connection,
  controls,
  submit,
  onBack,
  reviewed,
}: ConfirmPanelProps & { reviewed: Reviewed }) {
  const t = useTranslations("review");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const { draft } = controls;
  const verb = verbOf(reviewed.spoken);
  const strict = levelOf(reviewed.type) === 3;
  const wanted = wordsToType(t(`verb.${verb}`), reviewed.count, draft.name);
  const matching = matchesWords(typed, wanted);
  const missing = !strict
    ? null
    : !matching
      ? common("typed.works")
      : draft.reason.trim() === ""
        ? t("reasonNeeded")
        : null;
  const sent = submit.state.kind === "sentBefore";
  return (
    <section className={strict ? "card danger" : "card"} aria-labelledby="confirm-title">
      <header>
        <h2 id="confirm-title">{t(`confirmTitle.${verb}`)}</h2>
      </header>
      <div className="pad stack">
        <Facts connection={connection} reviewed={reviewed} />
        {!sent && <ReasonField {...{ controls, strict, busy: submit.busy }} />}
        {strict && !sent && (
          <TypedWords wanted={wanted} typed={typed} matching={matching} onType={setTyped} />
        )}
        <div className="grid gap-2">
          {!sent && <SendButton {...{ reviewed, submit, strict }} hindrance={missing} />}
          <ActionButton className="wide" onPress={onBack}>
            {t("back")}
          </ActionButton>
        </div>
        {!sent && <p className="mute small">{t("sentOnce")}</p>}
      </div>
    </section>
  );
}

function Facts({ connection, reviewed }: { connection: Connection; reviewed: Reviewed }) {
  const t = useTranslations("review");
  const number = useFormatNumber();
  const { draft, count } = reviewed;
  const space = useSpace(connection, draft);
  const slots = space?.slots;
  return (
    <dl className="kv">
      <dt>{t("fact.connection")}</dt>
      <dd className="row tight wrap">
        <SafeText text={connection.name} /> <ConnectionTag connection={connection} />
      </dd>
      <dt>{t("fact.region")}</dt>
      <dd>{connectionPlace(connection)}</dd>
      {connection.kind === "v5" && (
        <>
          <dt>{t("fact.space")}</dt>
          <dd>
            <SafeText text={space?.name ?? draft.appId ?? t("fact.defaultSpace")} />
          </dd>
          <dt>{t("fact.running")}</dt>
          <dd>
            {slots
              ? t(slots.atLeast ? "fact.tasksAtLeast" : "fact.tasks", { used: slots.used, of: slots.of })
              : t("notKnown")}
          </dd>
        </>
      )}
      <dt>{t("fact.name")}</dt>
      <dd>
        <SafeText text={draft.name} />
      </dd>
      <dt>{t("fact.devices")}</dt>
      <dd>{count === null ? t("notKnown") : number(count)}</dd>
    </dl>
  );
}
