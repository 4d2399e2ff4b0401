"use client";

import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import { ActionButton } from "../ui/action-button";
import { type FileRow, findNextToGo } from "./file-rows";
import { TemplateMenu } from "./template-menu";
import { type ReadMoment, useTimeLeft } from "./time-left";

interface FilesHeaderProps {
  hindrance: CreateHindrance | null;
  isFull: boolean;
  rows: readonly FileRow[];
  read: ReadMoment;
  onAdd: () => void;
}

export function FilesHeader({ hindrance, isFull, rows, read, onAdd }: FilesHeaderProps) {
  const t = useTranslations("files");
  const words = useTimeLeft(read);
  const next = isFull ? findNextToGo(rows) : null;
  const left = next && words(next.expiresAt);
  const full = isFull ? (left ? t("fullUntil", { left }) : t("full")) : null;
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
