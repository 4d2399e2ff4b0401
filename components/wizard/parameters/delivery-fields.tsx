"use client";

import { useTranslations } from "use-intl";
import { documentLimits } from "@/lib/contracts/task-document";
import { useSpanText } from "../../time/span-text";
import { DocumentField } from "./document-field";
import type { FormProps } from "./form-props";
import { readNumber, textAt, withKeys } from "./json-value";
import { Segments } from "./segments";
import { recallValue, rememberValue } from "./session-memory";
import { useTyped } from "./use-typed";

const strategies = ["immediately", "delay"] as const;

/** Whether a command waits for a device that is away, and how long (sheet §9.3). */
export function DeliveryFields({ document, errors, write, controls }: FormProps) {
  const t = useTranslations("parameters");
  const span = useSpanText();
  const strategy = strategies.find((each) => each === document?.send_strategy) ?? null;
  const held = textAt(document, "expire_time");
  const [text, type] = useTyped(
    held,
    (typed) => String(readNumber(typed) ?? typed),
    (typed) =>
      write(withKeys(document, { expire_time: typed === "" ? undefined : (readNumber(typed) ?? typed) })),
  );
  const seconds = readNumber(held);
  const { min, max } = documentLimits.expireSeconds;
  const choose = (next: (typeof strategies)[number]) => {
    if (next === "immediately") rememberValue(controls.draftId, "expire_time", document?.expire_time);
    const back = document?.expire_time ?? recallValue(controls.draftId, "expire_time");
    write(withKeys(document, { send_strategy: next, expire_time: next === "delay" ? back : undefined }));
  };
  const canExpire = strategy !== "immediately" || document?.expire_time !== undefined;
  return (
    <div className="paras">
      <Segments
        id="w-document.send_strategy"
        legend={t("delivery")}
        options={strategies.map((value) => ({ value, text: t(`strategy.${value}`) }))}
        chosen={strategy}
        onChoose={choose}
        hint={t(strategy === null ? "strategyHint.none" : `strategyHint.${strategy}`)}
        errors={errors}
      />
      {canExpire && (
        <DocumentField
          path="document.expire_time"
          label={t("expiry")}
          narrow
          inputMode="numeric"
          value={text}
          onChange={type}
          errors={errors}
          hint={
            seconds === null || seconds === 0
              ? t("expiryNone", { min, max })
              : t("expiryAfter", { span: span(seconds * 1000) })
          }
        />
      )}
    </div>
  );
}
