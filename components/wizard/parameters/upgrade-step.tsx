"use client";

import { useTranslations } from "use-intl";
import type { StepProps } from "../step-props";
import { DocumentCard } from "./document-card";
import { ExtInfoField } from "./ext-info-field";
import { PackagePicker } from "./package-picker";

/** Which packages are sent to the devices, and how (sheet §9.1). */
export function UpgradeStep(step: StepProps) {
  const t = useTranslations("wizard");
  const {
    controls: { draft, change },
    errors,
  } = step;
  return (
    <DocumentCard
      step={step}
      title={t("packageTitle")}
      limit={null}
      wide
      form={(form) => <PackagePicker {...form} />}
    >
      <label className="cbx">
        <input
          id="w-mode"
          type="checkbox"
          className="chk"
          checked={draft.gatewayMode}
          onChange={(event) => change({ gatewayMode: event.target.checked })}
        />
        <span>
          {t("gatewayMode")} <span className="mute">{t("gatewayText")}</span>
        </span>
      </label>
      <ExtInfoField value={draft.extInfo} errors={errors} onChange={(extInfo) => change({ extInfo })} />
    </DocumentCard>
  );
}
