"use client";

import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { jsonBytes } from "@/lib/contracts/ruled-fields";
import { CopyButton } from "../../ui/copy-button";
import { type JsonToken, tokeniseJson } from "../../ui/json-tokens";
import { SafeText } from "../../ui/safe-text";
import { scrollStop } from "../../ui/scroll-stop";
import { ByteCount } from "./byte-count";
import type { Piece } from "./json-scan";
import type { OpenDocument } from "./use-document";

interface DocumentPreviewProps {
  open: OpenDocument;
  /** Bytes it takes at most. */
  limit: number | null;
  /** Places of the text at fault. */
  faults: readonly Piece[];
  children?: ReactNode;
}

const colours = { key: "j-k", string: "j-s", number: "j-n", mark: "j-p" } as const;
/** Above this the colours would only slow the typing down. */
const longestColoured = 20_000;

/** The document as it is sent, beside the form that writes it. */
export function DocumentPreview({ open, limit, faults, children }: DocumentPreviewProps) {
  const t = useTranslations("parameters");
  const title = useId();
  const { text, document, scan } = open;
  const plain = scan.fault !== null || text.length > longestColoured;
  return (
    <section className="stack tight content-start" aria-labelledby={title}>
      <div className="row wrap">
        <h3 id={title}>{t("documentTitle")}</h3>
        <span className="grow" />
        {document && <ByteCount used={jsonBytes(document)} limit={limit} />}
        {text !== "" && <CopyButton text={text} label={t("copyJson")} />}
      </div>
      {text.trim() === "" ? (
        <p className="mute">{t("nothingYet")}</p>
      ) : (
        <pre className="json docpreview" ref={scrollStop}>
          {plain ? (
            <SafeText text={text} multiline />
          ) : (
            tokeniseJson(text).map((token) => (
              <span key={token.start} className={classOf(token, faults)}>
                <SafeText text={token.text} multiline />
              </span>
            ))
          )}
        </pre>
      )}
      {children}
    </section>
  );
}

/** Scalars at fault are underlined; a whole object would only be noise. */
function classOf({ kind, start, text }: JsonToken, faults: readonly Piece[]): string {
  const isScalar = kind === "string" || kind === "number";
  const wrong =
    isScalar && faults.some((piece) => piece.start === start && piece.end === start + text.length);
  return wrong ? `${colours[kind]} atfault` : colours[kind];
}
