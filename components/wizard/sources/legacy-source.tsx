"use client";

import { useTranslations } from "use-intl";
import { sourceOf } from "../draft";
import { FieldError } from "../error-summary";
import { TextField } from "../text-field";
import { SourceCard, type SourceProps } from "./source-card";

/** The legacy platform's own ways to choose devices (sheet §13.4); it lists nothing, so they are typed. */
export function LegacySource(props: SourceProps) {
  const { controls, errors, choice, onBack, onContinue } = props;
  return (
    <SourceCard choice={choice} onBack={onBack} onContinue={() => onContinue()}>
      <div className="stack" id="w-targets" tabIndex={-1}>
        <LegacyFields controls={controls} errors={errors} />
        <FieldError errors={errors} field="w-targets" />
      </div>
    </SourceCard>
  );
}

export function LegacyFields({ controls, errors }: Pick<SourceProps, "controls" | "errors">) {
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  const source = sourceOf(draft);
  if (source === "broadcast") return <p>{t("legacy.broadcast")}</p>;
  if (source === "area") {
    return (
      <TextField
        field="targets.deviceLocation"
        label={t("legacy.deviceLocation")}
        value={draft.deviceLocation}
        errors={errors}
        onChange={(deviceLocation) => change({ deviceLocation: deviceLocation.slice(0, 256) })}
      />
    );
  }
  if (source === "groupNames" || source === "groups") {
    const key = source === "groups" ? "groupIds" : "groupNames";
    return (
      <TextField
        field={source === "groups" ? "targets.groupIds" : "targets.names"}
        label={t(`legacy.${key}`)}
        hint={t("legacy.onePerLine")}
        lines={8}
        value={draft[key]}
        errors={errors}
        onChange={(text) => change({ [key]: text.slice(0, 30_000) })}
      />
    );
  }
  return (["deviceType", "manufacturerId", "model"] as const).map((key) => (
    <TextField
      key={key}
      field={`targets.${key}`}
      label={t(`legacy.${key}`)}
      value={draft[key]}
      errors={errors}
      onChange={(text) => change({ [key]: text.slice(0, 256) })}
    />
  ));
}
