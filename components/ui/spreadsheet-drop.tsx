"use client";

import { useState } from "react";
import { Icon } from "./icon";

interface SpreadsheetDropProps {
  /** Of the control, where something leads to it. */
  id?: string;
  choose: string;
  drop: string;
  onFile: (file: File) => void;
}

const kinds =
  ".xlsx,.xls,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel";

/** A spreadsheet by button or by drop; the button alone is enough. */
export function SpreadsheetDrop({ id, choose, drop, onFile }: SpreadsheetDropProps) {
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
        {choose}
      </span>
      <span className="mute">{drop}</span>
      <input
        id={id}
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
