"use client";

import { useTranslations } from "use-intl";
import type { TaskProgress } from "@/lib/contracts/task-progress";
import type { Task } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { findTaskType } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import {
  formatExactMoment,
  formatHourMinute,
  formatMoment,
  isToday,
  type TimeView,
} from "../time/format-time";
import { useSpanText } from "../time/span-text";
import { ProgressChart } from "./progress-chart";

interface ProgressFactsProps {
  task: Task;
  progress: TaskProgress | undefined;
}

/** Pace, what is left and when it is likely done; of an ended task how long it took. */
export function ProgressFacts({ task, progress }: ProgressFactsProps) {
  const facts = useFacts(task, progress);
  return (
    <>
      {facts.length > 0 && (
        <dl className="eta">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {progress && <ProgressChart points={progress.points} running={!isFinalTaskStatus(task.status)} />}
    </>
  );
}

function useFacts(task: Task, progress: TaskProgress | undefined): [name: string, value: string][] {
  const t = useTranslations("task");
  const p = useTranslations("progress");
  const view = useTimeView();
  const span = useSpanText();
  if (isFinalTaskStatus(task.status)) return endFacts();
  if (task.snapshot.state === "unreachable") return [[t("pace"), p("unknownOffline")]];
  if (!progress?.pace) return [];
  const { pace, left, likelyDoneBetween: done } = progress;
  return [
    [t("pace"), t("perMinute", { count: pace < 10 ? pace : Math.round(pace) })],
    ...(left && done ? leftFacts(left, done) : []),
  ];

  function leftFacts(
    { from, to }: NonNullable<TaskProgress["left"]>,
    likely: NonNullable<TaskProgress["likelyDoneBetween"]>,
  ): [string, string][] {
    const [early, late] = [formatEnd(likely.from, view), formatEnd(likely.to, view)];
    return [
      [
        t("left"),
        from === to
          ? t("about", { time: span(to * 1_000) })
          : p("range", { from: span(from * 1_000), to: span(to * 1_000) }),
      ],
      [t("likelyDone"), early === late ? early : p("range", { from: early, to: late })],
    ];
  }

  function endFacts(): [string, string][] {
    const { retryCount, retryIntervalMinutes } = task.policy;
    const { from = null, to = null } = progress?.ran ?? {};
    const facts: [string, string][] = [];
    if (from && to) facts.push([p("ranFor"), span(Date.parse(to) - Date.parse(from))]);
    if (to) {
      const at = new Date(to);
      facts.push([p("finished"), isToday(at, view) ? formatExactMoment(at, view) : formatMoment(at, view)]);
    }
    if (findTaskType(task.type)?.platform === "na") return facts;
    const plan = { count: retryCount ?? 0, minutes: retryIntervalMinutes ?? 0 };
    return [...facts, [t("autoRetry"), retryCount === null ? t("none") : t("autoRetryPlan", plan)]];
  }
}

function formatEnd(at: string, view: TimeView): string {
  const date = new Date(at);
  return isToday(date, view) ? formatHourMinute(date, view) : formatMoment(date, view);
}
