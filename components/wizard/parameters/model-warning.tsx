"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { fieldId } from "./field-id";
import type { ModelFault } from "./model-faults";
import { useModelWords } from "./use-model-words";

interface ModelWarningProps {
  faults: readonly ModelFault[];
  onGoOn: () => void;
  ref: Ref<HTMLDivElement>;
}

/** What the product's model has against the document, before somebody goes on anyway. */
export function ModelWarning({ faults, onGoOn, ref }: ModelWarningProps) {
  const t = useTranslations("parameters");
  const words = useModelWords();
  const id = useId();
  return (
    <div className="note s-retry" role="alert" tabIndex={-1} ref={ref} aria-labelledby={id}>
      <Icon name="warn" />
      <div>
        <b id={id}>{t("modelTitle", { count: faults.length })}</b>
        <ul>
          {faults.map((fault) => (
            <li key={fault.path}>
              <a
                href={`#${fieldId(`document.${fault.path}`)}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(fieldId(`document.${fault.path}`));
                  field?.focus();
                  field?.scrollIntoView({ block: "center" });
                }}
              >
                {t("modelSays", { path: fault.path, said: words(fault) })}
              </a>
            </li>
          ))}
        </ul>
        <p>{t("modelText")}</p>
      </div>
      <div className="acts">
        <button type="button" className="btn sm" onClick={onGoOn}>
          {t("goOnAnyway")}
        </button>
      </div>
    </div>
  );
}
