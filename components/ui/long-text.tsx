"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { SafeParts } from "./safe-parts";

interface LongTextProps {
  text: string;
  multiline: boolean;
  /** What is shown of it at first. */
  longest: number;
}

/** A text that is cut, and the button that shows all of it. */
export function LongText({ text, multiline, longest }: LongTextProps) {
  const t = useTranslations("common");
  const [whole, showWhole] = useState(false);
  return (
    <bdi>
      <SafeParts text={whole ? text : text.slice(0, longest)} multiline={multiline} />
      {!whole && (
        <>
          {"… "}
          <button type="button" className="linkbtn" onClick={() => showWhole(true)}>
            {t("showAll", { count: text.length })}
          </button>
        </>
      )}
    </bdi>
  );
}
