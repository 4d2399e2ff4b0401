"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, memo, Suspense, useMemo } from "react";
import { useTranslations } from "use-intl";
import { taskProgressOptions } from "@/lib/client/progress-queries";
import type { Task } from "@/lib/contracts/tasks";
import { countSettled, countUnaccounted } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { useTimeView } from "../time/clock";
import { formatExactMoment } from "../time/format-time";
import { ChangingNumber } from "../ui/changing-number";
import { formatShare } from "../ui/format-share";
import { Icon } from "../ui/icon";
import { SegmentedBar } from "../ui/segmented-bar";
import { progressSegments, statusLooks } from "../ui/status-looks";
import { useWords } from "../ui/use-words";

// Both wait for what they show, so they come after the page; neither has to do with the filter of the rows.
const ProgressFacts = lazy(async () => ({ default: memo((await import("./progress-facts")).ProgressFacts) }));
const ProgressNotes = lazy(async () => ({ default: memo((await import("./progress-notes")).ProgressNotes) }));

interface ProgressCardProps {
  task: Task;
  shown: readonly string[];
  /** Filters the subtasks by a status, or shows all of them again. */
  onStatus: (status: string | null) => void;
  /** Ways from what does not move; null: counts of the past, of which neither pace nor stall is told. */
  ways: { onStuck: (changedBefore: string) => void; onChanges: () => void } | null;
}

const usual = new Set(["Success", "Fail", "FailWaitRetry", "Processing", "Waitting"]);
const afterwards = new Set(["Success", "Fail"]);

/** How far and how fast: share, chart, bar, a button for each state, and what does not move. */
export function ProgressCard({ task, shown, onStatus, ways }: ProgressCardProps) {
  const t = useTranslations("task");
  const place = useMemo(
    () => ({ connection: task.connection, taskId: task.taskId }),
    [task.connection, task.taskId],
  );
  const { data, isFetched } = useQuery({ ...taskProgressOptions(place, task), enabled: ways !== null });
  const { progress } = task;
  const final = isFinalTaskStatus(task.status);
  const part = final ? progress.success : countSettled(progress);
  // Until the platform has worked its targets out, the list it was given is the best count there is.
  const total = progress.total || (final ? 0 : task.targets.count);
  const unaccounted = countUnaccounted(progress);
  const always = final ? afterwards : usual;
  const legend = progressSegments.filter(
    ({ counter, status }) => progress[counter] > 0 || always.has(status),
  );
  return (
    <section className="card" aria-labelledby="progress-title">
      <div className="pgtop">
        <div>
          <h2 id="progress-title" className="sr">
            {t("progress")}
          </h2>
          <p className="bigp">{formatShare(part, total)}</p>
          <p className="soft">
            {t(final ? "succeededOf" : "settledOf", { part, total })}
            <AsOf task={task} />
            {unaccounted > 0 && <span className="mute">{t("unaccounted", { count: unaccounted })}</span>}
          </p>
        </div>
        <Suspense>{isFetched && <ProgressFacts task={task} progress={data} />}</Suspense>
      </div>
      <div className="pgbar">
        <SegmentedBar progress={progress} size="big" />
      </div>
      <ul className="legend">
        {legend.map(({ counter, status }) => (
          <li key={status}>
            <LegendButton
              status={status}
              count={progress[counter]}
              total={total}
              pressed={shown.length === 1 && shown[0] === status}
              onPress={onStatus}
            />
          </li>
        ))}
      </ul>
      {ways && (
        <Suspense fallback={<div className="pgnotes" />}>
          {isFetched ? <ProgressNotes task={task} progress={data} {...ways} /> : <div className="pgnotes" />}
        </Suspense>
      )}
    </section>
  );
}

/** Counts of a platform that does not answer belong to the time they were read. */
function AsOf({ task: { snapshot } }: { task: Task }) {
  const t = useTranslations("progress");
  const view = useTimeView();
  if (snapshot.state !== "unreachable" || snapshot.final || !snapshot.fetchedAt) return null;
  return t("asOf", { time: formatExactMoment(new Date(snapshot.fetchedAt), view) });
}

interface LegendButtonProps {
  status: string;
  count: number;
  total: number;
  pressed: boolean;
  onPress: (status: string | null) => void;
}

function LegendButton({ status, count, total, pressed, onPress }: LegendButtonProps) {
  const word = useWords("status")(status) ?? status;
  const look = statusLooks[status];
  return (
    <button
      type="button"
      className={count === 0 ? "lgb zero" : "lgb"}
      aria-pressed={pressed}
      onClick={() => onPress(pressed ? null : status)}
    >
      <span className={`st bare s-${look?.tone ?? "waiting"}`}>
        <Icon name={look?.icon ?? "init"} />
      </span>
      <span className="lt">{word}</span>
      <ChangingNumber value={count} />
      <small>{formatShare(count, total)}</small>
    </button>
  );
}
