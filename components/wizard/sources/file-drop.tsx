"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";

interface FileDropProps {
  /** There is one already. */
  replaces: boolean;
  onFile: (file: File) => void;
}

const kinds =
  ".xlsx,.xls,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel";

/** A spreadsheet by button or by drop; the button alone is enough. */
export function FileDrop({ replaces, onFile }: FileDropProps) {
  const t = useTranslations("wizard");
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? "filedrop over" : "filedrop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <span className="btn">
        <Icon name="upload" />
        {t(replaces ? "file.replace" : "file.choose")}
      </span>
      <span className="mute">{t("file.drop")}</span>
      <input
        id="w-targets"
        type="file"
        className="sr"
        accept={kinds}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file, mended, can be chosen again.
          event.target.value = "";
        }}
      />
    </label>
  );
}
