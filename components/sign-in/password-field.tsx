"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";

interface PasswordFieldProps {
  name: string;
  label: string;
  autoComplete: "current-password" | "new-password";
  error?: string | null;
  hint?: string;
}

export function PasswordField({ name, label, autoComplete, error, hint }: PasswordFieldProps) {
  const t = useTranslations("signIn");
  const [shown, show] = useState(false);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="input">
        <input
          id={id}
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          spellCheck={false}
          autoCapitalize="none"
          required
          maxLength={128}
          aria-invalid={Boolean(error)}
          aria-describedby={error || hint ? `${id}-said` : undefined}
        />
        <button
          type="button"
          className="iconbtn"
          aria-label={shown ? t("hidePassword") : t("showPassword")}
          aria-pressed={shown}
          onClick={() => show(!shown)}
        >
          <Icon name="eye" />
        </button>
      </span>
      {(error || hint) && (
        <span id={`${id}-said`} className={error ? "hint err" : "hint"} role={error ? "alert" : undefined}>
          {error ?? hint}
        </span>
      )}
    </div>
  );
}
