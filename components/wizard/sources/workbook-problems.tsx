"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { draftFileAddress } from "@/lib/client/draft-queries";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";
import { useFormatNumber } from "../../ui/use-format";
import { useWords } from "../../ui/use-words";

interface WorkbookProblemsProps {
  connection: string;
  draftId: string;
  workbook: KeptWorkbook;
}

const step = 20;

/** What is wrong, row by row, and the same file back with a column that says it. */
export function WorkbookProblems({ connection, draftId, workbook }: WorkbookProblemsProps) {
  const t = useTranslations("wizard");
  const locale = useLocale();
  const number = useFormatNumber();
  const rule = useWords("workbook");
  const [shown, setShown] = useState(step);
  const { problems, problemCount } = workbook;
  return (
    <>
      <div className="note s-fail mx-4 mb-4" id="w-targets-error">
        <Icon name="fail" />
        <div>
          <b>{t("errors.badRows", { count: problemCount })}</b>
          <p>{t("file.problemsText")}</p>
        </div>
        <div className="acts">
          <a className="btn sm" href={draftFileAddress(connection, draftId, true, locale)} download>
            <Icon name="download" size="s" />
            {t("file.marked")}
          </a>
        </div>
      </div>
      <table className="issues evenly low">
        <caption className="sr">{t("file.problemsCaption")}</caption>
        <colgroup>
          <col style={{ width: 80 }} />
          <col style={{ width: "20%" }} />
          <col style={{ width: "25%" }} />
          <col />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col" className="r">
              {t("file.row")}
            </th>
            <th scope="col">{t("file.column")}</th>
            <th scope="col">{t("issues.value")}</th>
            <th scope="col">{t("issues.problem")}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shown).map((problem) => {
            const said = rule(problem.rule, problem.values) ?? problem.rule;
            return (
              <tr key={`${problem.row} ${problem.column} ${problem.rule}`}>
                <td className="r">{number(problem.row)}</td>
                <td className="mono ell">{problem.column ?? ""}</td>
                <td className="mono ell" title={problem.value?.slice(0, 200)}>
                  <SafeText text={problem.value?.slice(0, 200) ?? ""} />
                </td>
                <td className="wrapped">{said}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {problems.length > shown && (
        <button type="button" className="linkbtn morecauses" onClick={() => setShown(shown + 10 * step)}>
          {t("issues.more", { count: problems.length - shown })}
        </button>
      )}
      {problemCount > problems.length && (
        <p className="pad mute small">{t("file.moreProblems", { count: problemCount - problems.length })}</p>
      )}
    </>
  );
}
