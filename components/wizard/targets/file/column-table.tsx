"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { SafeText } from "../../../ui/safe-text";
import type { ColumnChoice, FilePreview } from "./columns";

interface ColumnTableProps {
  preview: FilePreview;
  choice: ColumnChoice;
  onChoose: (choice: ColumnChoice) => void;
}

/** As spreadsheet programs name them: A, B, … Z, AA. */
function letterOf(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? letterOf(before - 1) : "") + String.fromCharCode(65 + (column % 26));
}

/** The first rows of a file, a column to be chosen by its head. */
export function ColumnTable({ preview, choice, onChoose }: ColumnTableProps) {
  const t = useTranslations("wizard.ids");
  const group = useId();
  const columns = Array.from({ length: preview.columns }, (_, column) => column);
  const rows = preview.rows.map((_, row) => row);
  const isChosen = (column: number) => choice.column === "all" || choice.column === column;
  return (
    <>
      <div className="columns">
        <table>
          <caption className="sr">{t("columnsCaption", { count: preview.rows.length })}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className={isChosen(column) ? "now" : undefined}>
                  <label className="row tight">
                    <input
                      type="radio"
                      name={group}
                      checked={choice.column === column}
                      onChange={() => onChoose({ ...choice, column })}
                    />
                    {t("column", { letter: letterOf(column) })}
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="mono">
            {rows.map((row) => (
              <tr key={row} className={row === 0 && choice.heading ? "head" : undefined}>
                {columns.map((column) => (
                  <td key={column} className={isChosen(column) ? "now" : undefined}>
                    <SafeText text={preview.rows[row]?.[column] ?? ""} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.columns > 1 && (
        <label className="row tight">
          <input
            type="radio"
            name={group}
            checked={choice.column === "all"}
            onChange={() => onChoose({ ...choice, column: "all" })}
          />
          {t("allColumns")}
        </label>
      )}
    </>
  );
}
