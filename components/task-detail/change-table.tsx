"use client";

import { useTranslations } from "use-intl";
import type { ChangeCell } from "@/lib/contracts/subtask-changes";
import { scrollStop } from "../ui/scroll-stop";
import { useFormatNumber } from "../ui/use-format";

interface ChangeTableProps {
  title: string;
  cells: readonly ChangeCell[];
  /** What stands for null. */
  nothing: string;
  nameOf: (key: string) => string;
  /** Devices a cell may have to be opened. */
  most: number;
  onOpen: (cell: ChangeCell) => void;
}

/** Devices by what they were (rows) and what they are (columns); what stayed the same is quieter. */
export function ChangeTable({ title, cells, nothing, nameOf, most, onOpen }: ChangeTableProps) {
  const t = useTranslations("changes");
  const number = useFormatNumber();
  const [rows, columns] = [namesOf(cells, "was"), namesOf(cells, "is")];
  const name = (key: string | null) => (key === null ? nothing : nameOf(key));
  const find = (was: string | null, is: string | null) =>
    cells.find((cell) => cell.was === was && cell.is === is);
  return (
    <section className="mtxbox" aria-label={title} ref={scrollStop}>
      <table className="mtx">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t("was")} <span aria-hidden="true">↓</span> / {t("is")} <span aria-hidden="true">→</span>
            </th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {name(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((was) => (
            <tr key={was}>
              <th scope="row">{name(was)}</th>
              {columns.map((is) => {
                const cell = find(was, is);
                return (
                  <td key={is} className={was === is ? "same" : undefined}>
                    {cell && cell.count <= most ? (
                      <button
                        type="button"
                        className="linkbtn"
                        aria-label={t("cell", {
                          count: cell.count,
                          was: name(was),
                          is: name(is),
                        })}
                        onClick={() => onOpen(cell)}
                      >
                        {number(cell.count)}
                      </button>
                    ) : (
                      cell && <span title={t("tooMany", { most })}>{number(cell.count)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Each once, that of most devices first. */
function namesOf(cells: readonly ChangeCell[], side: "was" | "is"): (string | null)[] {
  const sums = new Map<string | null, number>();
  for (const cell of cells) sums.set(cell[side], (sums.get(cell[side]) ?? 0) + cell.count);
  return [...sums].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
