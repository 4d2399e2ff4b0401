"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { changePassword } from "@/lib/client/session-queries";
import { PasswordField } from "../sign-in/password-field";
import { showToast } from "../ui/toast";
import { refusedField, useAccountError } from "./use-account-error";

interface FieldErrors {
  current?: string;
  next?: string;
}

/** Ends the person's other sessions; this one goes on (security.md S1.6). */
export function PasswordCard() {
  const t = useTranslations("account");
  const say = useAccountError();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [busy, setBusy] = useState(false);
  const send = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const current = String(given.get("current-password") ?? "");
    const next = String(given.get("new-password") ?? "");
    if (next.length < 12) return setErrors({ next: t("passwordHint") });
    if (next === current) return setErrors({ next: t("passwordSame") });
    setBusy(true);
    setErrors({});
    try {
      await changePassword(current, next);
      form.reset();
      showToast({ text: t("changed"), icon: "check", tone: "success" });
    } catch (error) {
      const field = refusedField(error);
      if (field === "newPassword") setErrors({ next: t("passwordEasy") });
      else setErrors({ current: field === "currentPassword" ? t("passwordWrong") : say(error) });
    }
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="password-title">
      <header>
        <h2 id="password-title">{t("changePassword")}</h2>
      </header>
      <form
        className="pad"
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send(event.currentTarget);
        }}
      >
        <PasswordField
          name="current-password"
          label={t("currentPassword")}
          autoComplete="current-password"
          error={errors.current}
        />
        <PasswordField
          name="new-password"
          label={t("newPassword")}
          autoComplete="new-password"
          hint={t("passwordHint")}
          error={errors.next}
        />
        <div className="row">
          <button type="submit" className="btn primary" aria-busy={busy} aria-disabled={busy}>
            {t("changePassword")}
          </button>
        </div>
      </form>
    </section>
  );
}
