"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../../ui/banner";
import { findOddities, type ReviewFacts } from "./oddities";
import type { Reviewed } from "./read-reviewed";

/** Facts that contradict what is asked for; nothing when none is known. */
export function Unusual({ reviewed, facts }: { reviewed: Reviewed; facts: ReviewFacts }) {
  const t = useTranslations("review");
  const found = findOddities(reviewed, facts);
  return (
    // The place is there before the facts are, so that a screen reader hears them come.
    <div className="contents" role="status">
      {found.length > 0 && (
        <Banner tone="retry" icon="warn" title={t("oddTitle")}>
          <ul>
            {found.map(({ key, values }) => (
              <li key={key}>{t(`odd.${key}`, values)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}
