"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../../ui/banner";
import { Icon } from "../../ui/icon";
import type { FileNews } from "./use-file-reader";

export function ReadFileButton({ onFile }: { onFile: (file: File | undefined) => void }) {
  const t = useTranslations("parameters");
  return (
    <label className="btn sm filepick">
      <Icon name="json" size="s" />
      {t("readFile")}
      <input
        type="file"
        className="sr"
        accept=".json,application/json"
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // So that the same file can be read again after it was mended.
          event.target.value = "";
        }}
      />
    </label>
  );
}

interface FileNewsLineProps {
  news: FileNews | null;
  onUndo: () => void;
  onDismiss: () => void;
}

/** What came of the last file, and the way back. */
export function FileNewsLine({ news, onUndo, onDismiss }: FileNewsLineProps) {
  const t = useTranslations("parameters");
  if (!news) return null;
  const isRead = news.kind === "read";
  return (
    <Banner
      tone={isRead ? "success" : "fail"}
      icon={isRead ? "check" : "fail"}
      className="line"
      role={isRead ? undefined : "alert"}
      title={t(isRead ? "fileRead" : "fileRefused", { name: news.name })}
      actions={
        <>
          {isRead && (
            <button type="button" className="btn sm" onClick={onUndo}>
              {t("undoFile")}
            </button>
          )}
          <button type="button" className="btn sm ghost" onClick={onDismiss}>
            {t("dismiss")}
          </button>
        </>
      }
    >
      {news.kind === "refused" && <p>{news.text}</p>}
    </Banner>
  );
}
