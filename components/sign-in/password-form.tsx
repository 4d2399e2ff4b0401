"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { signIn } from "@/lib/client/session-queries";
import { PasswordField } from "./password-field";
import { useSignInError } from "./use-sign-in-error";

interface PasswordFormProps {
  onSignedIn: (result: { password: string; codeNeeded: boolean; initial: boolean }) => void;
}

export function PasswordForm({ onSignedIn }: PasswordFormProps) {
  const t = useTranslations("signIn");
  const say = useSignInError();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const email = useId();
  const send = async (form: FormData) => {
    const password = String(form.get("password") ?? "");
    setBusy(true);
    setError(null);
    try {
      const answer = await signIn(String(form.get("email") ?? "").trim(), password);
      onSignedIn({ password, codeNeeded: answer.twoFactorRequired, initial: answer.passwordIsInitial });
    } catch (caught) {
      setError(say(caught, t("wrong")));
      setBusy(false);
    }
  };
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send(new FormData(event.currentTarget));
      }}
    >
      <div className="field">
        <label htmlFor={email}>{t("email")}</label>
        <span className="input">
          <input
            id={email}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={254}
          />
        </span>
      </div>
      <PasswordField name="password" label={t("password")} autoComplete="current-password" error={error} />
      <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
        {busy ? t("signingIn") : t("signIn")}
      </button>
    </form>
  );
}
