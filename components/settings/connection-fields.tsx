"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Choice } from "./choice";
import { regionOf } from "./connection-draft";
import { type DraftProps, TextField } from "./draft-field";

interface FieldsProps extends DraftProps {
  saved: Connection | null;
}

/** What a connection is called, what it is for and where it leads. */
export function PlaceFields({ saved, ...props }: FieldsProps) {
  const t = useTranslations("settings");
  const { draft, change } = props;
  const kinds = (["v5", "na"] as const).map((value) => ({ value, text: t(`kind.${value}`) }));
  const purposes = (["production", "test"] as const).map((value) => ({ value, text: t(`purpose.${value}`) }));
  const isLegacy = draft.kind === "na";
  const region = regionOf(draft);
  return (
    <>
      {saved === null && (
        <Choice
          legend={t("field.kind")}
          options={kinds}
          chosen={draft.kind}
          onChoose={(kind) => change({ kind })}
          hint={t(`kindText.${draft.kind}`)}
        />
      )}
      <div className="two">
        <TextField {...props} name="name" />
        <Choice
          legend={t("field.purpose")}
          options={purposes}
          chosen={draft.purpose}
          onChoose={(purpose) => change({ purpose })}
        />
      </div>
      {saved === null && (
        <TextField {...props} name="slug" mono hint={t("slugHint", { slug: draft.slug || "…" })} />
      )}
      <TextField
        {...props}
        name="endpoint"
        mono
        example={isLegacy ? "host:8743" : "….iotda-app.cn-north-4.myhuaweicloud.com"}
        hint={
          isLegacy
            ? t("endpointHintLegacy")
            : region
              ? t("endpointHintRegion", { region })
              : t("endpointHint")
        }
      />
      {isLegacy ? (
        <TextField {...props} name="appId" mono />
      ) : (
        <div className="two">
          <TextField {...props} name="projectId" mono hint={t("projectHint")} />
          <TextField {...props} name="instanceId" mono optional hint={t("instanceHint")} />
        </div>
      )}
    </>
  );
}
