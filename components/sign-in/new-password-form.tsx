"use client";

import { useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { ApiError } from "@/lib/client/api-error";
import { changePassword } from "@/lib/client/session-queries";
import { useServerText } from "../ui/use-server-text";
import { PasswordField } from "./password-field";
import { useSignInError } from "./use-sign-in-error";

const never = () => () => {};
const isLoopback = () => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(window.location.hostname);

/** A password made by Muster is asked to be changed; on the machine itself that can wait (security.md S1.6). */
export function NewPasswordForm({ current, onDone }: { current: string; onDone: () => void }) {
  const t = useTranslations("signIn");
  const say = useSignInError();
  const inWords = useServerText();
  const maySkip = useSyncExternalStore(never, isLoopback, () => false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (password: string) => {
    setBusy(true);
    setError(null);
    try {
      await changePassword(current, password);
      onDone();
    } catch (caught) {
      const rule = caught instanceof ApiError ? caught.problem?.invalidParams?.[0]?.message : undefined;
      setError(rule ?? say(caught, t("passwordRefused")));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send(String(new FormData(event.currentTarget).get("new-password") ?? ""));
      }}
    >
      <h2>{t("renewTitle")}</h2>
      <p className="soft">{t("renewText")}</p>
      <PasswordField
        name="new-password"
        label={t("newPassword")}
        autoComplete="new-password"
        hint={t("passwordHint")}
        error={error && inWords(error)}
      />
      <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
        {t("savePassword")}
      </button>
      {maySkip && (
        <button type="button" className="btn ghost" onClick={onDone}>
          {t("notNow")}
        </button>
      )}
    </form>
  );
}
