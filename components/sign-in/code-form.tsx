"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { sendCode } from "@/lib/client/session-queries";
import { useSignInError } from "./use-sign-in-error";

/** A code of the authenticator, or one of the backup codes. */
export function CodeForm({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTranslations("signIn");
  const say = useSignInError();
  const [kind, setKind] = useState<"totp" | "backup">("totp");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const send = async (code: string) => {
    setBusy(true);
    setError(null);
    try {
      await sendCode(kind, code);
      onSignedIn();
    } catch (caught) {
      setError(say(caught, t("wrongCode")));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const code = String(new FormData(event.currentTarget).get("code") ?? "").replace(/\s/g, "");
        if (!busy) void send(code);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t(kind === "totp" ? "code" : "backupCode")}</label>
        <span className="input">
          <input
            key={kind}
            id={id}
            name="code"
            autoComplete="one-time-code"
            inputMode={kind === "totp" ? "numeric" : "text"}
            spellCheck={false}
            required
            maxLength={32}
            aria-invalid={Boolean(error)}
            aria-describedby={`${id}-said`}
            ref={(input) => input?.focus()}
          />
        </span>
        <span id={`${id}-said`} className={error ? "hint err" : "hint"} role={error ? "alert" : undefined}>
          {error ?? t(kind === "totp" ? "codeHint" : "backupHint")}
        </span>
      </div>
      <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
        {busy ? t("signingIn") : t("signIn")}
      </button>
      <button type="button" className="linkbtn" onClick={() => setKind(kind === "totp" ? "backup" : "totp")}>
        {t(kind === "totp" ? "useBackup" : "useCode")}
      </button>
    </form>
  );
}
