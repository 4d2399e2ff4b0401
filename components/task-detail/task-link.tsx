import Link from "next/link";
import type { TaskRef } from "@/lib/contracts/activity";
import { SafeText } from "../ui/safe-text";

/** Another task, by its name where that is known. `root`: where tasks are, `/c/…/tasks`. */
export function TaskLink({ root, task }: { root: string; task: TaskRef }) {
  return (
    <Link href={`${root}/${task.taskId}`} prefetch={false}>
      {task.name === null ? <span className="mono">{task.taskId}</span> : <SafeText text={task.name} />}
    </Link>
  );
}
