"use client";

import { useTranslations } from "use-intl";
import type { TargetProblem } from "@/lib/domain/target-list";
import { deviceTail } from "../../ui/id-text";
import { SafeText } from "../../ui/safe-text";
import { useFormatNumber } from "../../ui/use-format";
import { useProblemWords } from "./use-problem-words";

interface IssueRowProps {
  problem: TargetProblem;
  onFix: (problem: TargetProblem) => void;
  onLeaveOut: (problem: TargetProblem) => void;
}

/** A piece that cannot be sent: where it stands, what is wrong with it, and what can be done. */
export function IssueRow({ problem, onFix, onLeaveOut }: IssueRowProps) {
  const t = useTranslations("wizard");
  const number = useFormatNumber();
  const words = useProblemWords();
  const value = deviceTail(problem.value).slice(0, 60);
  return (
    <tr>
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
            aria-label={t("issues.fixOf", { value })}
            onClick={() => onFix(problem)}
          >
            {t("issues.fix")}
          </button>
          <button
            type="button"
            className="btn sm ghost"
            aria-label={t("issues.leaveOutOf", { value })}
            onClick={() => onLeaveOut(problem)}
          >
            {t("issues.leaveOut")}
          </button>
        </span>
      </td>
    </tr>
  );
}
