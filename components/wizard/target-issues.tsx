"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TargetList, TargetPiece } from "@/lib/domain/target-list";
import { deviceTail } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { useProblemWords } from "./use-problem-words";

interface TargetIssuesProps {
  targets: TargetList;
  onFix: (piece: TargetPiece) => void;
  onLeaveOut: (piece: TargetPiece) => void;
}

const step = 20;

/** Every piece that cannot be sent, with Fix and Leave out. */
export function TargetIssues({ targets, onFix, onLeaveOut }: TargetIssuesProps) {
  const t = useTranslations("wizard");
  const number = useFormatNumber();
  const words = useProblemWords();
  const [shown, setShown] = useState(step);
  const rest = targets.problems.length - shown;
  return (
    <>
      <table className="issues evenly low">
        <caption className="sr">{t("issues.caption")}</caption>
        <colgroup>
          <col style={{ width: 80 }} />
          <col />
          <col style={{ width: "34%" }} />
          <col style={{ width: 160 }} />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col" className="r">
              {t("issues.line")}
            </th>
            <th scope="col">{t("issues.value")}</th>
            <th scope="col">{t("issues.problem")}</th>
            <th scope="col">
              <span className="sr">{t("issues.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {targets.problems.slice(0, shown).map((problem) => (
            <tr key={problem.start}>
              <td className="r">{number(problem.line)}</td>
              <td className="mono ell" title={problem.value.slice(0, 200)}>
                <SafeText text={problem.value.slice(0, 200)} />
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
        <button type="button" className="linkbtn morecauses" onClick={() => setShown(shown + 10 * step)}>
          {t("issues.more", { count: rest })}
        </button>
      )}
    </>
  );
}
