"use client";

import { useTranslations } from "use-intl";
import type { Column } from "./column";

interface SkeletonRowsProps<Row> {
  columns: readonly Column<Row>[];
  className: string;
  caption: string;
  waiting: boolean;
  /** The rows to come can be chosen: their boxes' column is kept free. */
  selectable?: boolean;
}

const rows = [0, 1, 2, 3, 4, 5];
const widths = ["64%", "82%", "56%", "74%", "68%", "60%"];

/** Heads at once, grey rows after a moment, words after a second; nothing more once there is nothing to wait for. */
export function SkeletonRows<Row>(props: SkeletonRowsProps<Row>) {
  const { columns, className, caption, waiting, selectable } = props;
  const t = useTranslations("common");
  return (
    <>
      <table className={`rowcards ${className}`} aria-busy={waiting}>
        <caption className="sr">{`${caption}. ${t("loading")}`}</caption>
        <colgroup>
          {selectable && <col style={{ width: 42 }} />}
          {columns.map((column) => (
            <col key={column.key} className={column.key} />
          ))}
        </colgroup>
        <thead className="ruled">
          <tr>
            {selectable && <th scope="col" className="k-select" />}
            {columns.map((column) => (
              <th key={column.key} scope="col" className={`${column.key} ${column.right ? "r" : ""}`}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody aria-hidden="true">
          {(waiting ? rows : []).map((row) => (
            <tr key={row}>
              {selectable && <td className="k-select" />}
              {columns.map((column, index) => (
                <td key={column.key} className={`${column.key} ${column.right ? "r" : ""}`}>
                  <span className="skel" style={{ width: widths[(row + index) % widths.length] }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {waiting && (
        // Readers have them in the caption.
        <p className="skelwords" aria-hidden="true">
          {t("loading")}
        </p>
      )}
    </>
  );
}
