"use client";

import { useTranslations } from "use-intl";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import { Moment } from "../../time/moment";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";

/** The workbook a draft has, and what checking it found. */
export function WorkbookCard({ workbook, onTakeOut }: { workbook: KeptWorkbook; onTakeOut: () => void }) {
  const t = useTranslations("wizard");
  const { name, size, rows, checked, problemCount, ignoredHeadings, first, last, createdAt } = workbook;
  return (
    <div className="workbook stack tight">
      <div className="row wrap">
        <Icon name="table" />
        <b className="strong any">
          <SafeText text={name} />
        </b>
        <span className="mute">
          {t("file.facts", { rows: rows ?? -1, kilobytes: Math.max(1, Math.ceil(size / 1024)) })}{" "}
          <Moment at={createdAt} />
        </span>
        <span className="grow" />
        <button type="button" className="btn sm ghost" onClick={onTakeOut}>
          <Icon name="x" size="s" />
          {t("file.takeOut")}
        </button>
      </div>
      {!checked && (
        <p className="row tight s-retry">
          <Icon name="warn" size="s" />
          {t("file.unchecked")}
        </p>
      )}
      {checked && problemCount === 0 && (
        <p className="row tight s-success">
          <Icon name="success" size="s" />
          {t("file.clean")}
        </p>
      )}
      {first.length > 0 && (
        <p className="mute small any">
          {t("file.firstLast", {
            first: first.join(", "),
            last: last.join(", "),
            more: String(last.length > 0),
          })}
        </p>
      )}
      {ignoredHeadings.length > 0 && (
        <p className="mute small any">{t("file.ignored", { headings: ignoredHeadings.join(", ") })}</p>
      )}
    </div>
  );
}
