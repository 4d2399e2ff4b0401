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

/** How requests are signed; most never need to say. */
export function SignatureFields(props: DraftProps) {
  const t = useTranslations("settings");
  const { draft, change } = props;
  const kinds = (["automatic", "standard", "derived"] as const).map((value) => ({
    value,
    text: t(`signature.${value}`),
  }));
  return (
    <div className="two">
      <TextField {...props} name="region" mono optional hint={t("regionHint")} />
      {draft.signIn === "keys" && (
        <Choice
          legend={t("field.signature")}
          options={kinds}
          chosen={draft.signature || "automatic"}
          onChoose={(value) => change({ signature: value === "automatic" ? "" : value })}
          hint={t("signatureHint")}
        />
      )}
    </div>
  );
}

/** How much of the platform one connection may use, and whether it may change anything there. */
export function LimitFields(props: DraftProps) {
  const t = useTranslations("settings");
  const { draft, change } = props;
  const isLegacy = draft.kind === "na";
  return (
    <>
      <div className="three">
        <TextField
          {...props}
          name="rateRead"
          numeric
          optional
          hint={isLegacy ? t("rateHintLegacy") : t("rateHint")}
        />
        {!isLegacy && <TextField {...props} name="rateWrite" numeric optional hint={t("rateHint")} />}
        <TextField {...props} name="pageConcurrency" numeric optional hint={t("concurrencyHint")} />
      </div>
      <label className="cbx">
        <input
          type="checkbox"
          className="chk"
          checked={draft.readOnly}
          onChange={(event) => change({ readOnly: event.target.checked })}
        />
        <span>
          {t("field.readOnly")} <span className="hint block">{t("readOnlyHint")}</span>
        </span>
      </label>
    </>
  );
}
