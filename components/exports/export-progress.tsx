"use client";

import { useTranslations } from "use-intl";
import type { DownloadProgress } from "@/lib/client/fetch-download";
import { useFormatNumber } from "../ui/use-format";

/** Rows of all rows where the file tells, bytes where it does not. */
export function ExportProgress({ progress }: { progress: DownloadProgress | null }) {
  const t = useTranslations("export");
  const number = useFormatNumber();
  const { bytes = 0, rows = null, total = null } = progress ?? {};
  const size = t("megabytes", { size: number(Math.round(bytes / 100_000) / 10) });
  const share = rows === null || !total ? undefined : Math.min(1, rows / total);
  return (
    <div className="grid gap-2">
      <progress className="exporting" aria-label={t("title")} max={1} value={share} />
      <p className="soft" role="status">
        {progress === null
          ? t("preparing")
          : rows === null || total === null
            ? t("bytesOf", { size, total: total ?? 0 })
            : t("rowsOf", { rows, total, size })}
      </p>
      <p className="mute small">{t("stayOpen")}</p>
    </div>
  );
}
