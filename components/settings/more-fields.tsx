"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { Choice } from "./choice";
import { type ConnectionDraft, type DraftField, emptyDraft } from "./connection-draft";
import { type DraftProps, SecretField, TextField } from "./draft-field";

const fields: readonly DraftField[] = [
  ...(["securityToken", "region", "signature", "iamEndpoint"] as const),
  ...(["rateRead", "rateWrite", "pageConcurrency", "fileRows", "readOnly"] as const),
];

/** What most connections never need; open where something is set or has to be fixed. */
export function MoreFields(props: DraftProps) {
  const t = useTranslations("settings");
  const { draft, problems } = props;
  const [first] = useState(() => fields.some((field) => draft[field] !== emptyDraft[field]));
  const [asked, ask] = useState<boolean | null>(null);
  const isOpen = problems.some(({ field }) => fields.includes(field)) || (asked ?? first);
  return (
    <section className="more">
      <button type="button" className="linkbtn row tight" aria-expanded={isOpen} onClick={() => ask(!isOpen)}>
        <Icon name={isOpen ? "down" : "right"} size="s" />
        {t(draft.kind === "na" ? "moreLegacy" : "more")}
      </button>
      {isOpen && (
        <div className="stack">
          {draft.kind === "v5" && <SignatureFields {...props} />}
          <LimitFields {...props} />
        </div>
      )}
    </section>
  );
}

function SignatureFields(props: DraftProps) {
  const t = useTranslations("settings");
  const { draft, change } = props;
  const kinds = (["automatic", "standard", "derived"] as const).map((value) => ({
    value,
    text: t(`signature.${value}`),
  }));
  const choose = (value: ConnectionDraft["signature"] | "automatic") =>
    change({ signature: value === "automatic" ? "" : value });
  return (
    <>
      <div className="two">
        <TextField {...props} name="region" mono optional hint={t("regionHint")} />
        {draft.signIn === "keys" ? (
          <Choice
            legend={t("field.signature")}
            options={kinds}
            chosen={draft.signature || "automatic"}
            onChoose={choose}
            hint={t("signatureHint")}
          />
        ) : (
          <TextField {...props} name="iamEndpoint" mono optional hint={t("iamEndpointHint")} />
        )}
      </div>
      {draft.signIn === "keys" && (
        <SecretField {...props} name="securityToken" optional hint={t("tokenHint")} />
      )}
    </>
  );
}

/** How much of the platform one connection may use, and whether it may change anything there. */
function LimitFields(props: DraftProps) {
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
        {!isLegacy && <TextField {...props} name="fileRows" numeric optional hint={t("fileRowsHint")} />}
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
