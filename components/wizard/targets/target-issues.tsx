"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TargetProblem, TargetSummary } from "@/lib/domain/target-list";
import { deviceTail } from "../../ui/id-text";
import { SafeText } from "../../ui/safe-text";
import { useFormatNumber } from "../../ui/use-format";
import { useProblemWords } from "./use-problem-words";

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
  const number = useFormatNumber();
  const words = useProblemWords();
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
          {problems.slice(0, shown).map((problem) => (
            <tr key={problem.start}>
              <td className="r">{number(problem.line)}</td>
              <td className="mono ell" title={problem.value}>
                <SafeText text={problem.value} />
              </td>
              <td className="ell">{words(problem)}</td>
              <td>
                <span className="row tight end">
                  <button
                    type="button"
                    className="btn sm"
                    aria-label={t("issues.fixOf", { value: deviceTail(problem.value).slice(0, 60) })}
                    onClick={() => onFix(problem)}
                  >
                    {t("issues.fix")}
                  </button>
                  <button
                    type="button"
                    className="btn sm ghost"
                    aria-label={t("issues.leaveOutOf", { value: deviceTail(problem.value).slice(0, 60) })}
                    onClick={() => onLeaveOut(problem)}
                  >
                    {t("issues.leaveOut")}
                  </button>
                </span>
              </td>
            </tr>
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
