"use client";

import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { jsonBytes } from "@/lib/contracts/ruled-fields";
import { CopyButton } from "../../ui/copy-button";
import { Icon } from "../../ui/icon";
import { FieldError } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { ByteCount } from "./byte-count";
import type { DocumentProblem } from "./document-problems";
import { JsonEditor } from "./json-editor";
import type { OpenDocument } from "./use-document";

interface JsonViewProps {
  open: OpenDocument;
  problems: readonly DocumentProblem[];
  limit: number | null;
  /** What was told when somebody tried to go on. */
  tried: readonly DraftError[];
}

/** As many problems are listed at once. */
const mostListed = 50;

/** The document as text, with what is wrong said at line and column. */
export function JsonView({ open, problems, limit, tried }: JsonViewProps) {
  const t = useTranslations("parameters");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, document, writeText } = open;
  const goTo = ({ start, end, line }: DocumentProblem) => {
    const element = area.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(start, end);
    element.scrollTop = Math.max(0, (line - 4) * 22);
  };
  const setOut = () => {
    const [first] = problems;
    if (document) writeText(JSON.stringify(document, null, 2));
    else if (first) goTo(first);
  };
  return (
    <div className="stack tight">
      <div className="row wrap">
        <h3>{t("documentTitle")}</h3>
        <span className="grow" />
        {document && <ByteCount used={jsonBytes(document)} limit={limit} />}
        <button type="button" className="btn sm" onClick={setOut}>
          <Icon name="json" size="s" />
          {t("format")}
        </button>
        {text !== "" && <CopyButton text={text} label={t("copyJson")} />}
      </div>
      <JsonEditor
        ref={area}
        text={text}
        problems={problems}
        describedBy={`${id}-problems`}
        onText={writeText}
      />
      <div id={`${id}-problems`} role="status">
        {problems.length === 0 ? (
          text.trim() === "" && <FieldError errors={tried} field="w-document" deep />
        ) : (
          <ul className="problems" aria-label={t("problems", { count: problems.length })}>
            {problems.slice(0, mostListed).map((each) => (
              <li key={`${each.start} ${each.text}`} className={each.tone}>
                <button type="button" className="linkbtn" onClick={() => goTo(each)}>
                  {t("place", { line: each.line, column: each.column })}
                </button>
                <span>{each.text}</span>
              </li>
            ))}
            {problems.length > mostListed && (
              <li className="mute">{t("moreProblems", { count: problems.length - mostListed })}</li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}
