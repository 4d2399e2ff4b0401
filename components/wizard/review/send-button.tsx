"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { verbOf } from "./confirmation";
import type { Reviewed } from "./read-reviewed";
import { useDevicesPhrase } from "./use-devices-phrase";
import type { SubmitControls } from "./use-submit";
import { verbIcons } from "./verb-icons";

interface SendButtonProps {
  reviewed: Reviewed;
  submit: SubmitControls;
  /** What it does cannot be undone. */
  strict: boolean;
  /** Why it is off. */
  hindrance: string | null;
}

/** Sends once: busy from the first press on, deaf to a key that is held down. */
export function SendButton({ reviewed, submit, strict, hindrance }: SendButtonProps) {
  const t = useTranslations("review");
  const devices = useDevicesPhrase(reviewed);
  const why = useId();
  const verb = verbOf(reviewed.spoken);
  const { state, busy } = submit;
  const off = busy || hindrance !== null;
  return (
    <>
      <button
        type="button"
        className={`btn wide sendbtn ${strict ? "danger" : "primary"}`}
        aria-disabled={off}
        aria-busy={busy}
        aria-describedby={hindrance === null ? undefined : why}
        title={hindrance ?? undefined}
        onKeyDown={(event) => {
          if (event.repeat) event.preventDefault();
        }}
        onClick={() => {
          if (!off) submit.send();
        }}
      >
        {busy ? <span className="turning" aria-hidden="true" /> : <Icon name={verbIcons[verb] ?? "arrowr"} />}
        {state.kind === "saving" || state.kind === "sending" || state.kind === "leaving"
          ? t(`busy.${state.kind}`)
          : t(`send.${verb}`, { devices })}
      </button>
      {hindrance !== null && (
        <span className="sr" id={why}>
          {hindrance}
        </span>
      )}
      <span className="sr" role="status">
        {busy && (state.kind === "saving" || state.kind === "sending" || state.kind === "leaving")
          ? t(`busy.${state.kind}`)
          : ""}
      </span>
    </>
  );
}
