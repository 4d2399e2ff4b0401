"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../../ui/banner";
import { ProblemCard } from "../../ui/problem-details";
import { SafeText } from "../../ui/safe-text";
import type { Split } from "./use-split";

/** Where the rest of a list has gone that was too long for one task. */
export function FurtherDrafts({ connection, split }: { connection: string; split: Split }) {
  const t = useTranslations("wizard");
  const { made, busy, error } = split;
  if (error) return <ProblemCard title={t("splitFailed")} error={error} />;
  if (made.length === 0) return busy ? <p role="status">{t("splitting")}</p> : null;
  return (
    <Banner tone="waiting" icon="clone" role="status" title={t("splitDone", { count: made.length })}>
      <ul>
        {made.map((draft) => (
          <li key={draft.id}>
            <a
              href={`/c/${connection}/tasks/new?draft=${draft.id}&step=targets`}
              target="_blank"
              rel="noopener"
            >
              <SafeText text={draft.name} />
            </a>
            {t("saved.targets", { count: draft.targetCount })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
