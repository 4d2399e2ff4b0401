"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { fieldId, useProblemText } from "./draft-field";
import type { DraftProblem } from "./validate-connection";

interface ProblemSummaryProps {
  problems: readonly DraftProblem[];
  ref: Ref<HTMLDivElement>;
}

/** What has to be fixed first, each with a link to its field; it takes the focus when it appears. */
export function ProblemSummary({ problems, ref }: ProblemSummaryProps) {
  const t = useTranslations("settings");
  const say = useProblemText();
  const id = useId();
  return (
    <div className="note s-fail" role="alert" tabIndex={-1} ref={ref} aria-labelledby={id}>
      <Icon name="fail" />
      <div>
        <b id={id}>{t("errorsTitle", { count: problems.length })}</b>
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.key}`}>
              <a
                href={`#${fieldId(problem.field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(fieldId(problem.field));
                  field?.focus();
                  field?.scrollIntoView({ block: "center" });
                }}
              >
                {say(problem)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
