"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "./copy-button";
import { indentJson, tokeniseJson } from "./json-tokens";
import { SafeText } from "./safe-text";
import { scrollStop } from "./scroll-stop";

const colours = { key: "j-k", string: "j-s", number: "j-n", mark: "j-p" } as const;
/** Above this a text is shown raw: colouring it would only slow the page down. */
const longestColoured = 50_000;

/** Coloured JSON, as text only. */
export function JsonText({ json }: { json: string }) {
  if (json.length > longestColoured) {
    return (
      <pre className="json" ref={scrollStop}>
        <SafeText text={json} multiline />
      </pre>
    );
  }
  return (
    <pre className="json" ref={scrollStop}>
      {tokeniseJson(json).map((token) => (
        <span key={token.start} className={colours[token.kind]}>
          <SafeText text={token.text} multiline />
        </span>
      ))}
    </pre>
  );
}

/** A device's answer: as a tree when it is JSON, else as it came. */
export function CodeView({ title, text }: { title: string; text: string }) {
  const t = useTranslations("common");
  const [raw, setRaw] = useState(false);
  const indented = indentJson(text);
  return (
    <div>
      <h3 className="row">
        {title}
        <span className="grow" />
        {indented !== null && (
          <span className="seg low">
            <button type="button" aria-pressed={!raw} onClick={() => setRaw(false)}>
              {t("tree")}
            </button>
            <button type="button" aria-pressed={raw} onClick={() => setRaw(true)}>
              {t("raw")}
            </button>
          </span>
        )}
        <CopyButton text={text} label={t("copyText")} />
      </h3>
      {indented !== null && !raw ? (
        <JsonText json={indented} />
      ) : (
        <pre className="json" ref={scrollStop}>
          <SafeText text={text} multiline />
        </pre>
      )}
    </div>
  );
}
