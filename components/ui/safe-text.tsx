"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { splitUnsafe } from "./safe-characters";

const longest = 10_000;

/**
 * A text from a device or the platform: text only, its hidden characters made visible, its direction kept to
 * itself, and a very long one behind a button.
 */
export function SafeText({ text, multiline = false }: { text: string; multiline?: boolean }) {
  if (text.length > longest) return <LongText text={text} multiline={multiline} />;
  return (
    <bdi>
      <SafeParts text={text} multiline={multiline} />
    </bdi>
  );
}

function LongText({ text, multiline }: { text: string; multiline: boolean }) {
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

function SafeParts({ text, multiline }: { text: string; multiline: boolean }) {
  return splitUnsafe(text, { multiline }).map((part) =>
    part.code === null ? (
      part.text
    ) : (
      <span key={part.start} className="sym" title={part.code}>
        {part.text}
      </span>
    ),
  );
}
