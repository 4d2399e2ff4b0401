"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ListPlace } from "@/lib/client/task-list-queries";
import { type TaskListState, toListTasksQuery } from "@/lib/domain/task-list-url";
import { ExportFrame } from "../exports/export-frame";
import { useExport } from "../exports/use-export";

type Scope = "list" | "everything";

interface ExportDialogProps {
  place: ListPlace;
  state: TaskListState;
  onClose: () => void;
}

/** The list of tasks as CSV: as it is filtered, or all of it. */
export function ExportDialog({ place, state, onClose }: ExportDialogProps) {
  const t = useTranslations("export");
  const run = useExport();
  const [scope, setScope] = useState<Scope>("list");

  async function start(): Promise<void> {
    const { exportTasks } = await import("@/lib/contracts/exports");
    const { limit: _limit, page: _page, ...query } = toListTasksQuery(state, { ...place, now: new Date() });
    await run.start(exportTasks, { connection: place.connection }, scope === "list" ? query : {});
  }

  return (
    <ExportFrame state={run.state} onStart={() => void start()} onCancel={run.cancel} onClose={onClose}>
      <div className="ro" role="radiogroup" aria-label={t("what")}>
        {(["list", "everything"] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="export-scope"
              className="rd"
              checked={scope === value}
              onChange={() => setScope(value)}
            />
            <span>
              <b>{t(`scope.${value}`)}</b>
              <small>{t(`scopeText.${value}`)}</small>
            </span>
          </label>
        ))}
      </div>
      <p className="hint">{t("about.csv")}</p>
    </ExportFrame>
  );
}
