"use client";

import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import { ActionButton } from "../ui/action-button";
import { type FileRow, findNextToGo } from "./file-rows";
import { TemplateMenu } from "./template-menu";
import { useTimeLeft } from "./time-left";
import type { Files } from "./use-files";

interface FilesHeaderProps {
  hindrance: CreateHindrance | null;
  files: Files;
  rows: readonly FileRow[];
  onAdd: () => void;
}

export function FilesHeader({ hindrance, files, rows, onAdd }: FilesHeaderProps) {
  const t = useTranslations("files");
  const full = useFull(files, rows);
  return (
    <div className="headrow">
      <h1>{t("title")}</h1>
      <span className="grow" />
      <TemplateMenu />
      <ActionButton
        icon="upload"
        className="primary"
        hindrance={hindrance ? t(`hindrance.${hindrance}`) : full}
        onPress={onAdd}
      >
        {t("add.open")}
      </ActionButton>
    </div>
  );
}

/** That no place is free, and when one will be; only while the platform itself says so. */
function useFull({ list, known, read }: Files, rows: readonly FileRow[]): string | null {
  const t = useTranslations("files");
  const words = useTimeLeft(read);
  if (!list || known !== "now" || list.slots.used < list.slots.of) return null;
  const next = findNextToGo(rows);
  const left = next && words(next.expiresAt);
  return left ? t("fullUntil", { left }) : t("full");
}
