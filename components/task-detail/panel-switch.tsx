"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { activityOptions } from "@/lib/client/activity-queries";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { Task } from "@/lib/contracts/tasks";
import { useFormatNumber } from "../ui/use-format";

interface PanelSwitchProps {
  task: Task;
  panel: TaskDetailState["panel"];
  onPanel: (panel: TaskDetailState["panel"]) => void;
}

/** On pages too narrow for two columns: rows, activity or definition. */
export function PanelSwitch({ task, panel, onPanel }: PanelSwitchProps) {
  const t = useTranslations("task");
  const number = useFormatNumber();
  const { data } = useQuery(activityOptions({ connection: task.connection, taskId: task.taskId }));
  const counts = { subtasks: task.progress.total, activity: data?.page.total, definition: undefined };
  return (
    <fieldset className="panels seg">
      <legend className="sr">{t("panels")}</legend>
      {(["subtasks", "activity", "definition"] as const).map((each) => (
        <button key={each} type="button" aria-pressed={panel === each} onClick={() => onPanel(each)}>
          {t(each)} {counts[each] ? number(counts[each]) : ""}
        </button>
      ))}
    </fieldset>
  );
}
