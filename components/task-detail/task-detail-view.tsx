"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { useLive } from "@/lib/client/live/use-live";
import type { CreateHindrance } from "@/lib/client/may-create";
import { taskDetailFields } from "@/lib/client/task-detail-url";
import { taskOptions } from "@/lib/client/task-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { NoSuchTask } from "./no-such-task";
import { TaskDetail, useTaskParts } from "./task-detail";

export interface TaskDetailViewProps {
  connection: string;
  taskId: string;
  /** In a frame: no crumbs, no fixed bars. */
  embedded: boolean;
  /** Why the caller cannot create tasks here, or null. */
  createHindrance: CreateHindrance | null;
}

// What a task that is there does not show.
const ProblemCard = lazy(async () => ({ default: (await import("../ui/problem-details")).ProblemCard }));
const FrozenView = lazy(async () => ({ default: (await import("./frozen-view")).FrozenView }));

/** One task, as it is or as it was, or why it cannot be shown. */
export function TaskDetailView(props: TaskDetailViewProps) {
  const { connection, taskId, embedded } = props;
  const { asof } = useUrlState(taskDetailFields).state;
  useTaskParts();
  if (!asof) return <LiveView {...props} />;
  return (
    <Suspense>
      <FrozenView place={{ connection, taskId, key: asof }} embedded={embedded} />
    </Suspense>
  );
}

function LiveView(props: TaskDetailViewProps) {
  const { connection, taskId, embedded, createHindrance } = props;
  const t = useTranslations("task");
  const { data: task, error, refetch, isFetching } = useQuery(taskOptions(connection, taskId));
  useLive(connection, taskId);
  const fault = asApiError(error);
  if (task) {
    return (
      <TaskDetail
        key={task.taskId}
        task={task}
        error={fault}
        embedded={embedded}
        createHindrance={createHindrance}
      />
    );
  }
  if (fault?.code === "not_found") {
    return <NoSuchTask />;
  }
  if (fault) {
    return (
      <section className="card">
        <Suspense>
          <ProblemCard title={t("notShown")} error={fault}>
            <button type="button" className="btn" aria-busy={isFetching} onClick={() => void refetch()}>
              {t("tryNow")}
            </button>
          </ProblemCard>
        </Suspense>
      </section>
    );
  }
  return (
    <>
      <h1 className="mono">{taskId}</h1>
      <section className="card" aria-busy="true">
        <p className="mid soft" role="status">
          {t("reading")}
        </p>
      </section>
    </>
  );
}
