"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Operation } from "@/lib/contracts/operations";
import { TakeBackButton } from "./take-back-button";
import { useSecondsLeft } from "./use-seconds-left";

interface HeldPanelProps {
  connection: string;
  operation: Operation;
  onTakenBack: () => void;
}

/** Read aloud in steps of this many seconds: every single one would drown the rest. */
const spokenStep = 5;

/** How long it is still held, and the way back. */
export function HeldPanel({ connection, operation, onTakenBack }: HeldPanelProps) {
  const t = useTranslations("operation");
  const seconds = useSecondsLeft(operation.sendsInMs ?? 0);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>("[data-safe]")?.focus();
  }, []);
  const spoken = Math.ceil(seconds / spokenStep) * spokenStep;
  return (
    <div ref={panel}>
      <p className="num" aria-hidden>
        {seconds > 0 ? t("sendsIn", { seconds }) : t("sendsNow")}
      </p>
      <p className="sr" role="status">
        {spoken > 0 ? t("sendsWithin", { seconds: spoken }) : t("sendsNow")}
      </p>
      {operation.mayTakeBack && (
        <TakeBackButton
          connection={connection}
          operation={operation}
          className="primary"
          onTakenBack={onTakenBack}
        />
      )}
    </div>
  );
}
