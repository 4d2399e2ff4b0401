"use client";

import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import type { ListPlace } from "@/lib/client/task-list-queries";
import type { TaskListState } from "@/lib/domain/task-list-url";
import { ActionButton } from "../ui/action-button";

const ExportDialog = lazy(async () => ({ default: (await import("./export-dialog")).ExportDialog }));

/** Export of the list of tasks; its dialog comes when it is first asked for. */
export function ExportButton({ place, state }: { place: ListPlace; state: TaskListState }) {
  const t = useTranslations("export");
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton icon="download" className="sm ghost" onPress={() => setOpen(true)}>
        {t("title")}
      </ActionButton>
      {open && (
        <Suspense>
          <ExportDialog place={place} state={state} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
