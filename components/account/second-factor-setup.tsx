"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { sendCode } from "@/lib/client/session-queries";
import type { TwoFactorSecret } from "@/lib/contracts/sign-in";
import { CopyButton } from "../ui/copy-button";
import { groupKey, readKey } from "./otpauth-key";
import { refusedField, useAccountError } from "./use-account-error";

interface SecondFactorSetupProps {
  secret: TwoFactorSecret;
  onDone: () => void;
  onCancel: () => void;
}

/** The key and the backup codes, shown this once, and the first code that switches the second factor on. */
export function SecondFactorSetup({ secret, onDone, onCancel }: SecondFactorSetupProps) {
  const t = useTranslations("account");
  const say = useAccountError();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const key = readKey(secret.totpUri);
  const send = async (code: string) => {
    setBusy(true);
    setError(null);
    try {
      await sendCode("totp", code);
      onDone();
    } catch (caught) {
      setError(refusedField(caught) === "code" ? t("wrongCode") : say(caught));
      setBusy(false);
    }
  };
  return (
    <div className="setup">
      <p>{t("setUpText")}</p>
      <div className="field">
        <span className="lab">{t("key")}</span>
        <div className="shown">
          <span className="mono">{groupKey(key)}</span>
          <CopyButton text={key} label={t("copyKey")} />
        </div>
      </div>
      <div className="field">
        <span className="lab">{t("keyAddress")}</span>
        <div className="shown">
          <span className="mono">{secret.totpUri}</span>
          <CopyButton text={secret.totpUri} label={t("copyAddress")} />
        </div>
      </div>
      <div className="field">
        <span className="lab">{t("backupCodes")}</span>
        <div className="shown">
          <ul className="codes mono">
            {secret.backupCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <CopyButton text={secret.backupCodes.join("\n")} label={t("copyCodes")} />
        </div>
        <span className="hint">{t("backupText")}</span>
      </div>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          const code = String(new FormData(event.currentTarget).get("code") ?? "").replace(/\s/g, "");
          if (!busy) void send(code);
        }}
      >
        <div className="field">
          <label htmlFor={id}>{t("firstCode")}</label>
          <span className="input">
            <input
              id={id}
              name="code"
              autoComplete="one-time-code"
              inputMode="numeric"
              spellCheck={false}
              required
              maxLength={32}
              aria-invalid={Boolean(error)}
              aria-describedby={`${id}-said`}
            />
          </span>
          <span id={`${id}-said`} className={error ? "hint err" : "hint"} role={error ? "alert" : undefined}>
            {error ?? t("firstCodeHint")}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
            {t("switchOn")}
          </button>
          <button type="button" className="btn ghost" onClick={onCancel}>
            {t("notNow")}
          </button>
        </div>
      </form>
    </div>
  );
}
