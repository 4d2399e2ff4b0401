"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { activityKeys, activityOptions } from "@/lib/client/activity-queries";
import type { Task } from "@/lib/contracts/tasks";
import { ActivityItem } from "./activity-item";
import { LineageLinks } from "./lineage-links";

const ActivityAll = lazy(async () => ({ default: (await import("./activity-all")).ActivityAll }));

interface ActivityCardProps {
  task: Task;
  embedded: boolean;
  onOpen: (operationId: string) => void;
}

/** What people and the platform did to this task, newest first, and the tasks it is related to. */
export function ActivityCard({ task, embedded, onOpen }: ActivityCardProps) {
  const t = useTranslations("task");
  const words = useTranslations("activity");
  const place = useMemo(
    () => ({ connection: task.connection, taskId: task.taskId }),
    [task.connection, task.taskId],
  );
  const { data, isError, isFetching, refetch } = useQuery(activityOptions(place));
  const [all, showAll] = useState(false);
  useTurns(task);
  const rest = data ? data.page.total - data.items.length : 0;
  const root = `${embedded ? "/embed" : ""}/c/${task.connection}/tasks`;
  const item = { root, taskId: task.taskId, onOpen };
  return (
    <section className="card p-activity" aria-labelledby="activity-title">
      <header>
        <h2 id="activity-title">{t("activity")}</h2>
      </header>
      <div className="pad">
        {data && <LineageLinks lineage={data.lineage} root={root} />}
        {isError && (
          <p className="mute small" role="status">
            {words("failed")}{" "}
            <button type="button" className="linkbtn" aria-busy={isFetching} onClick={() => void refetch()}>
              {t("tryNow")}
            </button>
          </p>
        )}
        {!data && !isError && <p className="mute small">{words("reading")}</p>}
        {all ? (
          <Suspense fallback={<Newest items={data?.items ?? []} {...item} />}>
            <ActivityAll place={place} newest={data?.items ?? []} {...item} />
          </Suspense>
        ) : (
          <Newest items={data?.items ?? []} {...item} />
        )}
        {rest > 0 && !all && (
          <button type="button" className="linkbtn mt-2" onClick={() => showAll(true)}>
            {words("showAll", { count: data?.page.total ?? 0 })}
          </button>
        )}
      </div>
    </section>
  );
}

function Newest({ items, ...item }: { items: Parameters<typeof ActivityItem>[0]["item"][] } & ItemProps) {
  return (
    <ol className="tl">
      {items.map((each) => (
        <ActivityItem key={each.key} item={each} {...item} />
      ))}
    </ol>
  );
}

type ItemProps = Omit<Parameters<typeof ActivityItem>[0], "item">;

/** A turn of the task's own is no news of an operation: what is shown is asked for again when one was seen. */
function useTurns({ connection, taskId, status, snapshot }: Task): void {
  const queryClient = useQueryClient();
  const turn = `${status} ${snapshot.state === "deleted"}`;
  const [seen, setSeen] = useState(turn);
  useEffect(() => {
    if (turn === seen) return;
    setSeen(turn);
    void queryClient.invalidateQueries({ queryKey: activityKeys.newest({ connection, taskId }) });
  }, [queryClient, connection, taskId, turn, seen]);
}
