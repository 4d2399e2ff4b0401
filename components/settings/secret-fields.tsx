"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Choice } from "./choice";
import { type DraftProps, PemField, SecretField, TextField } from "./draft-field";

interface SecretFieldsProps extends DraftProps {
  saved: Connection | null;
  /** The stored secrets stay where nothing is typed. */
  keeps: boolean;
}

/** What a connection signs in to the platform with. What is stored is never shown, only replaced. */
export function SecretFields({ saved, keeps, ...props }: SecretFieldsProps) {
  const t = useTranslations("settings");
  const { draft, change } = props;
  const stored = keeps ? t("storedHint") : undefined;
  const ways = (["keys", "iam"] as const).map((value) => ({ value, text: t(`signIn.${value}`) }));
  if (draft.kind === "na") return <LegacySecrets {...props} saved={saved} keeps={keeps} />;
  return (
    <>
      <Choice
        legend={t("field.signIn")}
        options={ways}
        chosen={draft.signIn}
        onChoose={(signIn) => change({ signIn })}
      />
      {draft.signIn === "keys" ? (
        <div className="two">
          <TextField
            {...props}
            name="accessKey"
            mono
            hint={
              keeps && saved?.accessKeyLast4 ? t("storedKeyHint", { last: saved.accessKeyLast4 }) : stored
            }
          />
          <SecretField {...props} name="secretKey" hint={stored} />
        </div>
      ) : (
        <>
          <div className="two">
            <TextField {...props} name="iamUser" />
            <TextField {...props} name="iamDomain" hint={t("domainHint")} />
          </div>
          <SecretField {...props} name="iamPassword" hint={stored} />
        </>
      )}
    </>
  );
}

function LegacySecrets({ saved, keeps, ...props }: SecretFieldsProps) {
  const t = useTranslations("settings");
  const tls = keeps && saved?.tlsSet ? t("storedTlsHint") : undefined;
  return (
    <>
      <SecretField {...props} name="secret" hint={keeps ? t("storedHint") : undefined} />
      <div className="group">
        <h3>{t("tlsTitle")}</h3>
        <p className="hint">{tls ?? t("tlsText")}</p>
      </div>
      <PemField {...props} name="caPem" optional hint={t("caHint")} />
      <div className="two">
        <PemField {...props} name="certPem" optional />
        <PemField {...props} name="keyPem" optional />
      </div>
      <div className="two">
        <SecretField {...props} name="keyPassphrase" optional />
        <TextField {...props} name="serverName" mono optional hint={t("serverNameHint")} />
      </div>
    </>
  );
}
