"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { PasswordField } from "../sign-in/password-field";
import { refusedField, useAccountError } from "./use-account-error";

interface ProvePasswordProps {
  text: string;
  action: string;
  /** May throw `ApiError`, which is shown at the field. */
  act: (password: string) => Promise<void>;
}

/** An act that asks for the password again; the field comes with the first press. */
export function ProvePassword({ text, action, act }: ProvePasswordProps) {
  const t = useTranslations("account");
  const say = useAccountError();
  const [asked, ask] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (password: string) => {
    setBusy(true);
    setError(null);
    try {
      await act(password);
    } catch (caught) {
      setError(refusedField(caught) === "password" ? t("passwordWrong") : say(caught));
    }
    setBusy(false);
  };
  if (!asked) {
    return (
      <div className="setup">
        <p className="soft">{text}</p>
        <div className="row">
          <button type="button" className="btn" onClick={() => ask(true)}>
            {action}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form
      method="post"
      ref={(form) => form?.querySelector("input")?.focus()}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send(String(new FormData(event.currentTarget).get("password") ?? ""));
      }}
    >
      <p className="soft">{text}</p>
      <PasswordField
        name="password"
        label={t("currentPassword")}
        autoComplete="current-password"
        error={error}
      />
      <div className="row">
        <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
          {action}
        </button>
        <button type="button" className="btn ghost" onClick={() => ask(false)}>
          {t("notNow")}
        </button>
      </div>
    </form>
  );
}
