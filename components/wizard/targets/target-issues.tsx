"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TargetProblem, TargetSummary } from "@/lib/domain/target-list";
import { IssueRow } from "./issue-row";

interface TargetIssuesProps {
  targets: TargetSummary;
  onFix: (problem: TargetProblem) => void;
  onLeaveOut: (problem: TargetProblem) => void;
  onDownload: () => void;
}

const step = 10;

/** What cannot be sent, with Fix and Leave out; the file has all of it, repeats too. */
export function TargetIssues({ targets, onFix, onLeaveOut, onDownload }: TargetIssuesProps) {
  const t = useTranslations("wizard");
  const [shown, setShown] = useState(step);
  const { problems, problemCount, repeatCount } = targets;
  const rest = problems.length - shown;
  const unlisted = problemCount - problems.length;
  const download = (
    <button type="button" className="linkbtn" onClick={onDownload}>
      {t("ids.download", { count: problemCount + repeatCount })}
    </button>
  );
  if (problemCount === 0) return <p>{download}</p>;
  return (
    <>
      <table className="issues evenly low">
        <caption className="sr">{t("issues.caption")}</caption>
        <colgroup>
          <col style={{ width: 80 }} />
          <col />
          <col style={{ width: "30%" }} />
          <col style={{ width: 190 }} />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col" className="r">
              {t("issues.line")}
            </th>
            <th scope="col">{t("issues.value")}</th>
            <th scope="col">{t("issues.problem")}</th>
            <th scope="col" className="r">
              {download}
            </th>
          </tr>
        </thead>
        <tbody>
          {withKeys(problems.slice(0, shown)).map(({ key, problem }) => (
            <IssueRow key={key} problem={problem} onFix={onFix} onLeaveOut={onLeaveOut} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="linkbtn morecauses" onClick={() => setShown(shown + 2 * step)}>
          {t("issues.more", { count: Math.min(rest, 2 * step) })}
        </button>
      )}
      {rest <= 0 && unlisted > 0 && (
        <p className="pad mute small">{t("ids.unlisted", { count: unlisted })}</p>
      )}
    </>
  );
}

/** By value, which stays as it is when lines before it are changed or taken away: rows are moved, not made anew. */
function withKeys(problems: readonly TargetProblem[]): { key: string; problem: TargetProblem }[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const before = seen.get(problem.value) ?? 0;
    seen.set(problem.value, before + 1);
    return { key: `${before} ${problem.value}`, problem };
  });
}
