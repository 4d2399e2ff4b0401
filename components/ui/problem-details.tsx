"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { Problem } from "@/lib/contracts/problem";
import { useCopy } from "./copy-button";
import { Icon } from "./icon";
import { SafeText } from "./safe-text";
import { useServerText } from "./use-server-text";
import { useWords } from "./use-words";

/** One sentence for an error, in the reader's language; the server's own words stand beside it. */
export function useProblemSentence(): (error: ApiError) => string {
  const t = useTranslations("problem");
  const upstream = useWords("upstream");
  return ({ code, problem }) => (problem?.hintKey && upstream(`${problem.hintKey}.title`)) || t(code);
}

/** What to do, in the reader's language: the server names it by a word of ours, or says it in a sentence. */
export function useHint(): (told: Pick<Problem, "hint" | "hintKey"> | null | undefined) => string | null {
  const words = useWords("hint");
  const upstream = useWords("upstream");
  const inWords = useServerText();
  return (told) => {
    const known = told?.hintKey && upstream(`${told.hintKey}.hint`);
    if (known || told?.hint === undefined) return known || null;
    return words(told.hint) ?? (told.hint.includes(" ") ? inWords(told.hint) : null);
  };
}

/** What was sent back, to read and to hand on: platform code and message, request ids, what to do. */
export function ProblemFacts({ error }: { error: ApiError }) {
  const t = useTranslations("problem");
  const hint = useHint();
  const inWords = useServerText();
  const { problem } = error;
  const facts: [string, string | null][] = [
    [t("platformCode"), problem?.upstream?.errorCode ?? null],
    [t("platformMessage"), problem?.upstream?.errorMessage ?? null],
    [t("platformRequest"), problem?.upstream ? (problem.upstream.requestId ?? t("noRequestId")) : null],
    [t("said"), problem ? inWords(problem.detail) : null],
    [t("toDo"), hint(problem)],
    [t("missingPermission"), problem?.missingPermission ?? null],
    [t("reference"), problem?.requestId ?? null],
  ];
  return (
    <dl className="kv">
      {facts.map(([name, value]) =>
        value ? (
          <div className="contents" key={name}>
            <dt>{name}</dt>
            <dd>
              <SafeText text={value} />
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

export function CopyDetails({ error }: { error: ApiError }) {
  const t = useTranslations("problem");
  const copy = useCopy();
  return (
    <button
      type="button"
      className="btn sm ghost"
      onClick={() =>
        void copy(JSON.stringify(error.problem ?? { code: error.code, status: error.status }, null, 2))
      }
    >
      <Icon name="copy" size="s" />
      {t("copyDetails")}
    </button>
  );
}

/** A card for what could not be done or shown. */
export function ProblemCard({
  title,
  error,
  children,
}: {
  title: string;
  error: ApiError;
  children?: React.ReactNode;
}) {
  const sentence = useProblemSentence();
  return (
    <div className="trouble" role="alert">
      <Icon name="fail" />
      <div>
        <h2>{title}</h2>
        <p>{sentence(error)}</p>
        <ProblemFacts error={error} />
        <div className="row wrap mt-3">
          {children}
          <CopyDetails error={error} />
        </div>
      </div>
    </div>
  );
}
