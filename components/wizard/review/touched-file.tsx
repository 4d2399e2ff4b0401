"use client";

import { useTranslations } from "use-intl";
import { SafeText } from "../../ui/safe-text";
import { Ends } from "./ends";
import { fileSizeOf } from "./file-size";
import type { Reviewed } from "./read-reviewed";

/** The workbook as it was checked here; one that was not is said to be so. */
export function TouchedFile({ reviewed: { draft } }: { reviewed: Reviewed }) {
  const t = useTranslations("review");
  const { file } = draft;
  if (!file) return null;
  return (
    <>
      <dl className="kv">
        <dt>{t("file.name")}</dt>
        <dd>
          <SafeText text={file.name} />
        </dd>
        <dt>{t("file.rows")}</dt>
        <dd>{file.rows === null ? t("file.notCounted") : t("file.count", { count: file.rows })}</dd>
        <dt>{t("file.size")}</dt>
        <dd>{fileSizeOf(file.size)}</dd>
      </dl>
      {file.first.length > 0 && <Ends first={file.first} last={file.last} count={file.rows} />}
    </>
  );
}
