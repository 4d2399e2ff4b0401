"use client";

import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "../../ui/dialog";
import { isLarge } from "./editor-size";

interface AddDialogProps {
  onAdd: (text: string) => void;
  onClose: () => void;
}

/** A place to paste more IDs where the list itself is no text box; a long paste goes straight into the list. */
export function AddDialog({ onAdd, onClose }: AddDialogProps) {
  const t = useTranslations("wizard.ids");
  const area = useRef<HTMLTextAreaElement>(null);
  const label = useId();
  const add = (text: string) => {
    onClose();
    if (text.trim() !== "") onAdd(text);
  };
  return (
    <Dialog
      title={t("addTitle")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t("cancel")}
          </button>
          <button type="button" className="btn primary" onClick={() => add(area.current?.value ?? "")}>
            {t("add")}
          </button>
        </>
      }
    >
      <div className="db">
        <label htmlFor={label}>{t("addLabel")}</label>
        <textarea
          id={label}
          ref={area}
          data-safe=""
          className="input mono"
          rows={8}
          spellCheck={false}
          autoComplete="off"
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text/plain");
            if (!isLarge(pasted)) return;
            event.preventDefault();
            add(`${area.current?.value ?? ""}\n${pasted}`);
          }}
        />
      </div>
    </Dialog>
  );
}
