"use client";

import { useTranslations } from "use-intl";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { SafeText } from "../ui/safe-text";

interface NothingMadeDialogProps {
  name: string;
  busy: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asked before a person's word lets the same thing be sent again. */
export function NothingMadeDialog({ name, busy, onClose, onConfirm }: NothingMadeDialogProps) {
  const t = useTranslations("operation");
  return (
    <Dialog
      role="alertdialog"
      title={t("nothingMadeTitle")}
      onClose={onClose}
      footer={
        <>
          <ActionButton safe onPress={onClose}>
            {t("lookAgain")}
          </ActionButton>
          <ActionButton className="danger" busy={busy} onPress={onConfirm}>
            {t("nothingMade")}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <p>{t.rich("nothingMadeText", { name: () => <SafeText text={name} /> })}</p>
      </div>
    </Dialog>
  );
}
