"use client";

import { ownLimits } from "@/lib/contracts/create-task";

interface ReasonInputProps {
  id: string;
  reason: string;
  onReason: (reason: string) => void;
  label: string;
  hint: string;
  required: boolean;
  busy: boolean;
}

/** Why something is done, in a person's own words. */
export function ReasonInput({ id, reason, onReason, label, hint, required, busy }: ReasonInputProps) {
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="input">
        <input
          id={id}
          value={reason}
          maxLength={ownLimits.reasonLength}
          autoComplete="off"
          required={required}
          readOnly={busy}
          aria-describedby={hintId}
          onChange={(event) => onReason(event.target.value)}
        />
      </span>
      <span className="hint" id={hintId}>
        {hint}
      </span>
    </div>
  );
}
