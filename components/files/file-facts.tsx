"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { fileSizeOf } from "../wizard/review/file-size";
import type { FileRow } from "./file-rows";

/** A workbook's name, and below it what is known of what is in it; and its sender, where its column has left. */
export function FileFacts({ row, sender }: { row: FileRow; sender: ReactNode }) {
  const t = useTranslations("files");
  const { name, onPlatform, kept } = row;
  const renamed = onPlatform !== null && onPlatform.fileName !== name;
  return (
    <span className="row">
      <Icon name="table" className="mute" />
      <span className="grow">
        <span className="name">
          <SafeText text={name} />
        </span>
        {kept ? <KeptFacts kept={kept} /> : !renamed && <span className="sub">{t("rowsUnknown")}</span>}
        {renamed && (
          <span className="sub any">
            {t.rich("renamed", { name: () => <SafeText text={onPlatform.fileName} /> })}
          </span>
        )}
        <span className="sub by-under">{sender}</span>
      </span>
    </span>
  );
}

function KeptFacts({ kept }: { kept: NonNullable<FileRow["kept"]> }) {
  const t = useTranslations("files");
  const word = useWords("type");
  const { type, rows, size, problemCount } = kept;
  const facts = [
    ...(type ? [word(type) ?? type] : []),
    ...(rows === null ? [t("notCounted")] : [t("rows", { count: rows })]),
    fileSizeOf(size),
  ];
  return (
    <span className="sub">
      {facts.join(t("comma"))}
      {problemCount > 0 && (
        <>
          {t("comma")}
          <span className="tofix">{t("toFix", { count: problemCount })}</span>
        </>
      )}
    </span>
  );
}
