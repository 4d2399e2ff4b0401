"use client";

import { useTranslations } from "use-intl";
import type { CauseNote } from "@/lib/contracts/advice";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { SafeText } from "../ui/safe-text";

interface NewerNoteProps {
  /** Null: somebody took it away. */
  note: CauseNote | null;
  onTake: () => void;
  onKeep: () => void;
}

/** What somebody else saved while this one was being written; the writer chooses. */
export function NewerNote({ note, onTake, onKeep }: NewerNoteProps) {
  const t = useTranslations("causes");
  return (
    <Banner
      tone="retry"
      icon="warn"
      role="status"
      title={note ? t("newerTitle", { name: note.by.name }) : t("goneTitle")}
      actions={
        <>
          <ActionButton className="sm" onPress={onTake}>
            {t("takeTheirs")}
          </ActionButton>
          <ActionButton className="sm" onPress={onKeep}>
            {t("keepMine")}
          </ActionButton>
        </>
      }
    >
      <p>{note ? <SafeText text={note.text} multiline /> : t("goneText")}</p>
    </Banner>
  );
}
