import type { TaskRef } from "@/lib/contracts/activity";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";

/** Another task, by its name where that is known. `root`: where tasks are, `/c/…/tasks`. */
export function TaskLink({ root, task }: { root: string; task: TaskRef }) {
  return (
    <PageLink href={`${root}/${task.taskId}`}>
      {task.name === null ? <span className="mono">{task.taskId}</span> : <SafeText text={task.name} />}
    </PageLink>
  );
}
