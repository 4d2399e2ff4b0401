"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "../../../ui/dialog";
import { SafeText } from "../../../ui/safe-text";
import { ColumnTable } from "./column-table";
import type { ColumnChoice, FilePreview } from "./columns";
import type { FileMode, FileState } from "./use-read-file";

interface FileDialogProps {
  state: Extract<FileState, { kind: "reading" | "choosing" }>;
  hasText: boolean;
  onTake: (preview: FilePreview, choice: ColumnChoice, mode: FileMode) => void;
  onCancel: () => void;
}

/** A file being read; then its first rows, to choose the column with the IDs and what becomes of the list. */
export function FileDialog({ state, hasText, onTake, onCancel }: FileDialogProps) {
  const t = useTranslations("wizard.ids");
  const [choice, setChoice] = useState<ColumnChoice | null>(null);
  const [mode, setMode] = useState<FileMode>("append");
  const group = useId();
  const preview = state.kind === "choosing" ? state.preview : null;
  const chosen = choice ?? preview?.guess ?? { column: 0, heading: false };
  const rows = (preview?.total ?? 0) - (chosen.heading ? 1 : 0);
  return (
    <Dialog
      title={t("fileTitle")}
      onClose={onCancel}
      wide
      footer={
        <>
          <button type="button" className="btn" data-safe="" onClick={onCancel}>
            {t("cancel")}
          </button>
          {preview && (
            <button
              type="button"
              className="btn primary"
              onClick={() => onTake(preview, chosen, hasText ? mode : "replace")}
            >
              {t("takeRows", { count: rows })}
            </button>
          )}
        </>
      }
    >
      <div className="db scroll">
        <p className="mono ell">
          <SafeText text={state.name} />
        </p>
        {state.kind === "reading" && (
          <div className="stack" role="status">
            <p>{t(`stage.${state.stage}`)}</p>
            <progress className="wide" aria-label={t("fileTitle")} />
          </div>
        )}
        {preview && (
          <>
            <ColumnTable preview={preview} choice={chosen} onChoose={setChoice} />
            <label className="row tight">
              <input
                type="checkbox"
                checked={chosen.heading}
                onChange={(event) => setChoice({ ...chosen, heading: event.target.checked })}
              />
              {t("headingRow")}
            </label>
            {hasText && (
              <fieldset className="row wrap">
                <legend className="sr">{t("modeTitle")}</legend>
                {(["append", "replace"] as const).map((each) => (
                  <label key={each} className="row tight">
                    <input type="radio" name={group} checked={mode === each} onChange={() => setMode(each)} />
                    {t(`mode.${each}`)}
                  </label>
                ))}
              </fieldset>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
