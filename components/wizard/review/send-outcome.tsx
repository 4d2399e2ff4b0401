"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import { Moment } from "../../time/moment";
import { ActionButton } from "../../ui/action-button";
import { Banner } from "../../ui/banner";
import { ProblemCard } from "../../ui/problem-details";
import { SafeText } from "../../ui/safe-text";
import { InvalidParams } from "./invalid-params";
import { SentLink } from "./sent-link";
import type { SubmitControls } from "./use-submit";

interface SendOutcomeProps {
  connection: string;
  draftId: string;
  submit: SubmitControls;
}

/** What the last press came to, where it led nowhere. */
export function SendOutcome({ connection, draftId, submit }: SendOutcomeProps) {
  const t = useTranslations("review");
  const { state } = submit;
  switch (state.kind) {
    case "refused":
      return (
        <Refusal title={t("outcome.refused")} error={state.error}>
          <InvalidParams draftId={draftId} error={state.error} />
        </Refusal>
      );
    case "unsaved":
      if (state.error) return <Refusal title={t("outcome.unsaved")} error={state.error} />;
      return (
        <Banner tone="fail" icon="fail" role="alert" title={t("outcome.unsaved")}>
          <p>{t("outcome.changed")}</p>
        </Banner>
      );
    case "declined":
      return (
        <Banner tone="waiting" icon="lock" role="alert" title={t("outcome.declined")}>
          <p>{t("outcome.declinedText")}</p>
        </Banner>
      );
    case "sentBefore":
      return (
        <Banner
          tone="retry"
          icon="warn"
          role="alert"
          title={t("outcome.sentBefore")}
          actions={state.sent && <SentLink connection={connection} sent={state.sent} />}
        >
          <p>{t("outcome.sentBeforeText")}</p>
        </Banner>
      );
    case "unknown":
      return (
        <Banner
          tone="retry"
          icon="warn"
          title={t("unknown.title")}
          actions={<ActionButton onPress={submit.look}>{t("unknown.look")}</ActionButton>}
        >
          <p>
            {t.rich("unknown.sentAt", {
              name: () => <SafeText text={state.name} />,
              time: () => <Moment at={state.at} exact />,
            })}
          </p>
        </Banner>
      );
    default:
      return null;
  }
}

function Refusal({ title, error, children }: { title: string; error: ApiError; children?: React.ReactNode }) {
  return (
    <section className="card danger">
      <ProblemCard title={title} error={error}>
        {children}
      </ProblemCard>
    </section>
  );
}
