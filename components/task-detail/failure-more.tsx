"use client";

import { useQueryClient } from "@tanstack/react-query";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { causeKeys } from "@/lib/client/cause-queries";
import { subtaskKeys } from "@/lib/client/subtask-queries";
import type { FailureRowProps } from "./failure-props";

const FailureMessages = lazy(async () => ({ default: (await import("./failure-messages")).FailureMessages }));
const NoteForm = lazy(async () => ({ default: (await import("../causes/note-form")).NoteForm }));

type Shown = "texts" | "note" | null;

export interface FailureMoreControls {
  row: RefObject<HTMLTableRowElement | null>;
  shown: Shown;
  show: (what: Shown) => void;
}

/** What stands below a cause; when it goes, the keyboard is back at the menu it came from. */
export function useFailureMore(): FailureMoreControls {
  const row = useRef<HTMLTableRowElement>(null);
  const [shown, setShown] = useState<Shown>(null);
  const show = (what: Shown) => {
    setShown(what);
    if (what === null) row.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  return { row, shown, show };
}

/** The row below a cause: the platform's own texts, or the team's note being written. */
export function FailureMore({ cause, task, more }: FailureRowProps & { more: FailureMoreControls }) {
  const t = useTranslations("causes");
  const queryClient = useQueryClient();
  const place = { connection: task.connection, taskId: task.taskId };
  if (more.shown === null) return null;
  const close = () => more.show(null);
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: subtaskKeys.summary(place) }),
      queryClient.invalidateQueries({ queryKey: causeKeys.allNotes(task.connection) }),
    ]);
  return (
    <tr className="below">
      <td colSpan={4}>
        <Suspense>
          {more.shown === "note" ? (
            <NoteForm connection={task.connection} known={cause} onChanged={readAgain} onClose={close} />
          ) : (
            <>
              <FailureMessages place={place} cause={cause.cause} />
              <button type="button" className="linkbtn" onClick={close}>
                {t("hideTexts")}
              </button>
            </>
          )}
        </Suspense>
      </td>
    </tr>
  );
}
