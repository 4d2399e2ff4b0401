import { useTranslations } from "use-intl";
import type { TaskAct } from "@/lib/client/act-on-task";
import type { Task } from "@/lib/contracts/tasks";
import { useWords } from "../ui/use-words";
import { countUnfinished } from "./task-counts";

/** Why an act is off, in the reader's words, with what works in its place; null when it can be done. */
export function useHindrance(task: Task): (act: TaskAct) => string | null {
  const t = useTranslations("task");
  const acts = useTranslations("acts");
  const capability = useWords("capability");
  const { capabilities } = task;
  return (act) => {
    const { allowed, reason } = capabilities[act];
    if (!allowed) {
      const said = capability(reason ?? "") ?? reason ?? t("notAllowed");
      return act === "retry" && capabilities.rerun.allowed ? acts("rerunWorks", { said }) : said;
    }
    if (act === "retry" && countUnfinished(task) === 0) return t("nothingToRetry");
    if (act === "confirm" && task.progress.waiting === 0) return acts("confirm.nothing");
    return null;
  };
}

/** In a frame what makes a new task, or cannot be undone, is done in a tab of its own (ui.md §8); null: right here. */
export function elsewhere(
  task: Pick<Task, "connection" | "taskId" | "capabilities">,
  act: TaskAct,
  embedded: boolean,
): string | null {
  if (!embedded || (act !== "rerun" && act !== "delete")) return null;
  const { allowed, reason } = task.capabilities[act];
  const there = allowed || reason === "outside_frames";
  return there ? `/c/${task.connection}/tasks/${task.taskId}#${act}` : null;
}
