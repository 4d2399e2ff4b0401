"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { type SubtaskFilterState, toSelectionFilter } from "@/lib/client/task-detail-url";
import type { ExportFormat } from "@/lib/contracts/exports";
import type { Task } from "@/lib/contracts/tasks";
import { ExportFrame } from "../exports/export-frame";
import { useExport } from "../exports/use-export";
import { Segmented } from "../ui/segmented";
import { useFormatNumber } from "../ui/use-format";
import { PartlyRead } from "./partly-read";

type Scope = "filter" | "failed" | "all";

interface ExportDialogProps {
  task: Task;
  /** What the page, or a cause in it, shows. */
  filter: SubtaskFilterState;
  onClose: () => void;
}

/** Statuses of subtasks that came to a bad end. */
const failed = ["Fail", "FailWaitRetry", "Timeout"];

/** Subtasks as CSV or XLSX, or the task's own workbook with results. */
export function ExportDialog({ task, filter, onClose }: ExportDialogProps) {
  const t = useTranslations("export");
  const language = useLocale() as "en" | "zh-CN";
  const run = useExport();
  const filtered = Object.keys(queryOf(filter)).length > 0;
  const [scope, setScope] = useState<Scope>(filtered ? "filter" : "all");
  const [format, setFormat] = useState<ExportFormat>("csv");
  const fromFile = task.targets.kind === "file";

  async function start(): Promise<void> {
    const { exportSubtasks } = await import("@/lib/contracts/exports");
    const chosen = scope === "filter" ? queryOf(filter) : scope === "failed" ? { status: failed } : {};
    const query = { format, language, ...(format === "original" ? {} : chosen) };
    await run.start(exportSubtasks, { connection: task.connection, taskId: task.taskId }, query);
  }

  return (
    <ExportFrame state={run.state} onStart={() => void start()} onCancel={run.cancel} onClose={onClose}>
      <Segmented
        legend={t("format")}
        chosen={format}
        onChoose={setFormat}
        options={[
          { value: "csv", text: "CSV" },
          { value: "xlsx", text: "XLSX" },
          ...(fromFile ? [{ value: "original" as const, text: t("original") }] : []),
        ]}
      >
        <p className="hint">{t(`about.${format}`)}</p>
      </Segmented>
      {format !== "original" && (
        <ScopeChoice task={task} filtered={filtered} scope={scope} onChange={setScope} />
      )}
      {!task.snapshot.subtasksComplete && <PartlyRead task={task} />}
    </ExportFrame>
  );
}

function queryOf(filter: SubtaskFilterState) {
  const { command } = filter;
  return { ...toSelectionFilter(filter), ...(command ? { commandId: command } : {}) };
}

interface ScopeChoiceProps {
  task: Task;
  filtered: boolean;
  scope: Scope;
  onChange: (scope: Scope) => void;
}

function ScopeChoice({ task: { progress }, filtered, scope, onChange }: ScopeChoiceProps) {
  const t = useTranslations("export");
  const number = useFormatNumber();
  const rows: [Scope, string][] = [
    ...(filtered ? [["filter", ""] satisfies [Scope, string]] : []),
    ["failed", number(progress.fail + progress.failWaitRetry + progress.timeout)],
    ["all", number(progress.total)],
  ];
  return (
    <div className="ro" role="radiogroup" aria-label={t("what")}>
      {rows.map(([value, count]) => (
        <label key={value}>
          <input
            type="radio"
            name="export-scope"
            className="rd"
            checked={scope === value}
            onChange={() => onChange(value)}
          />
          <span>
            <b>{t(`scope.${value}`)}</b>
            <small>{t(`scopeText.${value}`)}</small>
          </span>
          <strong>{count}</strong>
        </label>
      ))}
    </div>
  );
}
