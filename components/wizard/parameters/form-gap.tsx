"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../../ui/banner";

interface FormGapProps {
  why: "unreadable" | "rounded" | "otherShape";
  onJson: () => void;
}

/** Where the form cannot show what the text says: nothing is lost, it is edited as text. */
export function FormGap({ why, onJson }: FormGapProps) {
  const t = useTranslations("parameters");
  return (
    <Banner
      tone="waiting"
      icon="json"
      title={t(`gap.${why}`)}
      actions={
        <button type="button" className="btn sm" onClick={onJson}>
          {t("toJson")}
        </button>
      }
    >
      <p>{t("gapText")}</p>
    </Banner>
  );
}
