"use client";

import { useTranslations } from "use-intl";
import type { Snapshot } from "@/lib/contracts/snapshot";
import { ChangesButton } from "../data-table/changes-button";
import { ActionButton } from "../ui/action-button";

interface SubtasksHeadProps {
  snapshot: Snapshot;
  /** Rows that would come or go if they were shown anew. */
  changed: number;
  onShow: () => void;
  onExport: () => void;
}

/** What the rows are, how many of them wait to be shown, and how many have been read so far. */
export function SubtasksHead({ snapshot, changed, onShow, onExport }: SubtasksHeadProps) {
  const t = useTranslations("task");
  const ofExport = useTranslations("export");
  return (
    <header className="pb-1!">
      <h2 id="subtasks-title" tabIndex={-1}>
        {t("subtasks")}
      </h2>
      <span className="grow" />
      <ChangesButton
        count={changed}
        spoken={t("rowsChanged", { count: changed })}
        controls="subtask-rows"
        onShow={onShow}
      >
        {t.rich("rowsChangedShow", {
          count: changed,
          n: (text) => <span className="tag count">{text}</span>,
        })}
      </ChangesButton>
      {!snapshot.subtasksComplete && (
        <span className="mute small">
          {snapshot.subtasksRead < snapshot.subtasksTotal
            ? t("rowsRead", { read: snapshot.subtasksRead, total: snapshot.subtasksTotal })
            : t("rowsAgain")}
        </span>
      )}
      <ActionButton icon="download" className="sm ghost" onPress={onExport}>
        {ofExport("thisList")}
      </ActionButton>
    </header>
  );
}
