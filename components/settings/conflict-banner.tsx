"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Moment } from "../time/moment";
import { Banner } from "../ui/banner";
import { SafeText } from "../ui/safe-text";
import { type ChangedField, changedFields } from "./changed-fields";

interface ConflictBannerProps {
  seen: Connection;
  latest: Connection;
  onKeep: () => void;
  onLoad: () => void;
}

/** Somebody saved this connection meanwhile (security.md F47): what changed, and the choice which one counts. */
export function ConflictBanner({ seen, latest, onKeep, onLoad }: ConflictBannerProps) {
  const t = useTranslations("settings");
  const changed = changedFields(seen, latest);
  return (
    <Banner
      tone="retry"
      icon="warn"
      role="alert"
      title={t.rich("conflict.title", { time: () => <Moment at={latest.updatedAt} exact /> })}
      actions={
        <>
          <button type="button" className="btn" onClick={onLoad}>
            {t("conflict.load")}
          </button>
          <button type="button" className="btn" onClick={onKeep}>
            {t("conflict.keep")}
          </button>
        </>
      }
    >
      <p>{t("conflict.text")}</p>
      {changed.length > 0 && (
        <div className="facts">
          {changed.map((change) => (
            <span key={change.field}>
              <span>{t(`field.${change.field}`)}</span> <NewValue {...change} />
            </span>
          ))}
        </div>
      )}
    </Banner>
  );
}

/** Choices are said in words, everything else as it was typed. */
const choices = [
  ...(["purpose.production", "purpose.test", "signature.standard"] as const),
  ...(["signature.derived", "signIn.keys", "signIn.iam"] as const),
];

function NewValue({ field, value }: ChangedField) {
  const t = useTranslations("settings");
  if (typeof value === "string") {
    const choice = choices.find((key) => key === [field, value].join("."));
    return choice ? <>{t(choice)}</> : <SafeText text={value} />;
  }
  const word = value === null ? "changed" : value ? "on" : "off";
  return <>{t(`conflict.${word}`)}</>;
}
