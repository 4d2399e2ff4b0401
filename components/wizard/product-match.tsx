"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../ui/banner";
import type { WizardDraft } from "./draft";

/** Whether the device IDs look like devices of the package's product; the platform alone knows for sure. */
export function ProductMatch({ draft }: { draft: WizardDraft }) {
  const t = useTranslations("wizard");
  const productId = draft.package?.productId;
  const total = draft.targets?.ids.length ?? 0;
  if (!productId || total === 0) return null;
  const counts = draft.targets?.products ?? [];
  const known = counts.reduce((sum, entry) => sum + entry.count, 0);
  const matching = counts.find((entry) => entry.productId === productId)?.count ?? 0;
  const others = known - matching;
  if (others > 0) {
    return (
      <Banner
        tone="retry"
        icon="warn"
        className="line"
        role="status"
        title={t("mismatch", { count: others, total })}
      >
        <p>{t("mismatchText")}</p>
      </Banner>
    );
  }
  if (matching === 0) return <p className="soft">{t("matchUnknown")}</p>;
  return (
    <p className="soft">
      {matching === total ? t("allMatch", { count: total }) : t("someMatch", { count: matching, total })}
    </p>
  );
}
