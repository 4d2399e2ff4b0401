"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import type { FileRow } from "./file-rows";
import { type ReadMoment, useTimeLeft } from "./time-left";

/** Where a workbook is, and for how long yet. */
export function FilePlace({ row: { onPlatform }, read }: { row: FileRow; read: ReadMoment }) {
  const t = useTranslations("files");
  const words = useTimeLeft(read);
  if (!onPlatform) return <span className="mute">{t("onlyHere")}</span>;
  const { expiresAt } = onPlatform;
  const left = expiresAt === null ? undefined : words(expiresAt);
  return (
    <span className="row tight">
      <Icon name="cloud" className="mute" />
      <span>
        {left === undefined
          ? t("onPlatform")
          : left === null
            ? t("onPlatformOver")
            : t("onPlatformLeft", { time: left })}
      </span>
    </span>
  );
}
