"use client";

import { useTranslations } from "use-intl";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { Banner } from "../../ui/banner";
import { sourceOf, type WizardDraft } from "../draft";
import { matchProducts } from "./package-choice";

interface ProductMatchProps {
  draft: WizardDraft;
  packages: readonly UpgradePackage[];
}

/** Whether the device IDs look like devices of the packages' products; the platform alone knows for sure. */
export function ProductMatch({ draft, packages }: ProductMatchProps) {
  const t = useTranslations("wizard");
  const p = useTranslations("parameters");
  const match = matchProducts(packages, sourceOf(draft) === "list" ? draft.targets : null);
  if (!match) return null;
  const { total, matching, others } = match;
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
  if (packages.length > 1) {
    return (
      <p className="soft">
        {matching === total
          ? p("allMatchOne", { count: total })
          : p("someMatchOne", { count: matching, total })}
      </p>
    );
  }
  return (
    <p className="soft">
      {matching === total ? t("allMatch", { count: total }) : t("someMatch", { count: matching, total })}
    </p>
  );
}
