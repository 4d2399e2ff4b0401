"use client";

import { lazy, Suspense } from "react";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { OperationFollower } from "./operation-follower";
import type { RetryControls } from "./use-retry";

// Dialogs come when they are first opened: most visits only look.
const OperationDialog = lazy(async () => ({ default: (await import("./operation-dialog")).OperationDialog }));
const RetryChooser = lazy(async () => ({ default: (await import("./retry-chooser")).RetryChooser }));
const RetryConfirm = lazy(async () => ({ default: (await import("./retry-confirm")).RetryConfirm }));

interface RetryDialogsProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  retry: RetryControls;
}

/** The dialog a retry is in, if any: asking, confirming, or showing how it goes. */
export function RetryDialogs(props: RetryDialogsProps) {
  return (
    <Suspense>
      <OpenDialog {...props} />
    </Suspense>
  );
}

function OpenDialog({ task, summary, retry }: RetryDialogsProps) {
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
