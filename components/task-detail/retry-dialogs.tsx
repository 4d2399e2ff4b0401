"use client";

import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { OperationDialog } from "./operation-dialog";
import { OperationFollower } from "./operation-follower";
import { RetryChooser } from "./retry-chooser";
import { RetryConfirm } from "./retry-confirm";
import type { RetryControls } from "./use-retry";

interface RetryDialogsProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  retry: RetryControls;
}

/** The dialog a retry is in, if any: asking, confirming, or showing how it goes. */
export function RetryDialogs({ task, summary, retry }: RetryDialogsProps) {
  const { question, watched } = retry;
  if (question?.kind === "choose") {
    return <RetryChooser task={task} summary={summary} first={question.scope} retry={retry} />;
  }
  if (question?.kind === "confirm")
    return <RetryConfirm task={task} request={question.request} retry={retry} />;
  if (!watched) return null;
  const done = () => retry.watch(null);
  return watched.quietly ? (
    <OperationFollower
      key={watched.operationId}
      connection={task.connection}
      taskId={task.taskId}
      operationId={watched.operationId}
      onDone={done}
    />
  ) : (
    <OperationDialog
      key={watched.operationId}
      connection={task.connection}
      taskId={task.taskId}
      operationId={watched.operationId}
      onClose={done}
    />
  );
}
