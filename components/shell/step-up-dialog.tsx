"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiError } from "@/lib/client/api-error";
import { proveAgain } from "@/lib/client/session-queries";
import type { ProofMethod } from "@/lib/client/step-up";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";

interface StepUpDialogProps {
  method: ProofMethod;
  onProved: () => void;
  onDecline: () => void;
}

/** Asks for the password, or for a code where there is a second factor, before an act that needs a fresh proof. */
export function StepUpDialog({ method, onProved, onDecline }: StepUpDialogProps) {
  const t = useTranslations("shell");
  const say = useProofError(method);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const send = async (given: string) => {
    setBusy(true);
    setError(null);
    try {
      await proveAgain(method === "code" ? { code: given.replace(/\s/g, "") } : { password: given });
      onProved();
    } catch (caught) {
      setError(say(caught));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("stepUp.title")}
      onClose={onDecline}
      footer={
        <>
          <button type="button" className="btn" onClick={onDecline}>
            {t("stepUp.cancel")}
          </button>
          <button type="submit" form={id} className="btn primary" aria-busy={busy} aria-disabled={busy}>
            <Icon name="lock" />
            {t("stepUp.go")}
          </button>
        </>
      }
    >
      <form
        id={id}
        className="db"
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send(String(new FormData(event.currentTarget).get("proof") ?? ""));
        }}
      >
        <p className="soft">{t("stepUp.text")}</p>
        <div className="field">
          <label htmlFor={`${id}-proof`}>{t(`stepUp.${method}`)}</label>
          <span className="input">
            <input
              id={`${id}-proof`}
              name="proof"
              data-safe=""
              required
              spellCheck={false}
              autoCapitalize="none"
              {...inputs[method]}
              aria-invalid={error !== null}
              aria-describedby={error === null ? undefined : `${id}-said`}
            />
          </span>
          {error !== null && (
            <span className="hint err" id={`${id}-said`} role="alert">
              {error}
            </span>
          )}
        </div>
      </form>
    </Dialog>
  );
}

const inputs = {
  password: { type: "password", autoComplete: "current-password", maxLength: 128 },
  code: { type: "text", autoComplete: "one-time-code", inputMode: "numeric", maxLength: 32 },
} as const;

function useProofError(method: ProofMethod): (error: unknown) => string {
  const t = useTranslations("shell");
  return (error) => {
    const code = error instanceof ApiError ? error.code : null;
    if (code === "invalid_input") return t(method === "code" ? "stepUp.wrongCode" : "stepUp.wrongPassword");
    if (code === "unauthenticated") return t("stepUp.sessionEnded");
    if (code === "network") return t("stepUp.noAnswer");
    if (!(error instanceof ApiError) || code !== "too_many_requests") return t("stepUp.failed");
    return t("stepUp.wait", { seconds: error.retryAfterSeconds ?? 60 });
  };
}
