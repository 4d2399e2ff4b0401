"use client";

import { lazy, Suspense } from "react";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import type { Acts } from "./use-acts";

// Dialogs come when they are first opened: most visits only look.
const DeleteDialog = lazy(async () => ({ default: (await import("./delete-dialog")).DeleteDialog }));
const OperationDialog = lazy(async () => ({ default: (await import("./operation-dialog")).OperationDialog }));
const OperationFollower = lazy(async () => ({
  default: (await import("./operation-follower")).OperationFollower,
}));
const RerunDialog = lazy(async () => ({ default: (await import("./rerun-dialog")).RerunDialog }));
const RetryChooser = lazy(async () => ({ default: (await import("./retry-chooser")).RetryChooser }));
const RetryConfirm = lazy(async () => ({ default: (await import("./retry-confirm")).RetryConfirm }));
const StopDialog = lazy(async () => ({ default: (await import("./stop-dialog")).StopDialog }));
const WaveDialog = lazy(async () => ({ default: (await import("./wave-dialog")).WaveDialog }));

interface ActDialogsProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  acts: Acts;
}

/** The dialog an act is in, if any: asking, or showing how it goes. */
export function ActDialogs(props: ActDialogsProps) {
  return (
    <Suspense>
      <OpenDialog {...props} />
    </Suspense>
  );
}

function OpenDialog({ task, summary, acts }: ActDialogsProps) {
  const { question } = acts;
  switch (question?.kind) {
    case "chooseRetry":
      return <RetryChooser task={task} summary={summary} first={question.scope} acts={acts} />;
    case "retry":
      return <RetryConfirm task={task} request={question.request} acts={acts} />;
    case "stop":
      return <StopDialog task={task} chosen={question.request} acts={acts} />;
    case "confirm":
      return <WaveDialog task={task} chosen={question.request} acts={acts} />;
    case "rerun":
      return <RerunDialog task={task} summary={summary} chosen={question.request} acts={acts} />;
    case "delete":
      return <DeleteDialog task={task} acts={acts} />;
    default:
      return <Followed task={task} acts={acts} />;
  }
}

function Followed({ task, acts }: { task: Task; acts: Acts }) {
  const { watched } = acts;
  if (!watched) return null;
  const { operationId, quietly } = watched;
  const done = () => acts.watch(null);
  const of = { connection: task.connection, taskId: task.taskId, operationId };
  return quietly ? (
    <OperationFollower key={operationId} {...of} onDone={done} />
  ) : (
    <OperationDialog key={operationId} {...of} acts={acts} onClose={done} />
  );
}
