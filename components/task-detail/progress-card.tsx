"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { countSettled, countUnaccounted } from "@/lib/domain/progress";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { findTaskType } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import { formatHourMinute } from "../time/format-time";
import { useSpanText } from "../time/span-text";
import { ChangingNumber } from "../ui/changing-number";
import { Icon } from "../ui/icon";
import { SegmentedBar } from "../ui/segmented-bar";
import { progressSegments, statusLooks } from "../ui/status-looks";
import { formatShare } from "../ui/use-format";
import { useWords } from "../ui/use-words";
import { usePace } from "./use-pace";

interface ProgressCardProps {
  task: Task;
  shown: readonly string[];
  /** Filters the subtasks by a status, or shows all of them again. */
  onStatus: (status: string | null) => void;
}

const usual = new Set(["Success", "Fail", "FailWaitRetry", "Processing", "Waitting"]);
const afterwards = new Set(["Success", "Fail"]);

/** How far: share, bar, and a button for each state. */
export function ProgressCard({ task, shown, onStatus }: ProgressCardProps) {
  const t = useTranslations("task");
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
            {unaccounted > 0 && <span className="mute">{t("unaccounted", { count: unaccounted })}</span>}
          </p>
        </div>
        <PaceFacts task={task} />
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
    </section>
  );
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

function PaceFacts({ task }: { task: Task }) {
  const t = useTranslations("task");
  const view = useTimeView();
  const span = useSpanText();
  const pace = usePace(task);
  const { retryCount, retryIntervalMinutes } = task.policy;
  const facts: [string, string][] = [];
  if (pace.kind === "moving") {
    facts.push([t("pace"), t("perMinute", { count: Math.round(pace.perMinute) })]);
    if (pace.leftMinutes !== null) {
      const done = new Date(view.now.getTime() + pace.leftMinutes * 60_000);
      facts.push([t("left"), t("about", { time: span(pace.leftMinutes * 60_000) })]);
      facts.push([t("likelyDone"), formatHourMinute(done, view)]);
    }
  } else if (pace.kind === "still") {
    facts.push([t("pace"), t("still", { time: span(pace.forMs) })]);
  }
  if (isFinalTaskStatus(task.status) && findTaskType(task.type)?.platform !== "na") {
    facts.push([
      t("autoRetry"),
      retryCount === null
        ? t("none")
        : t("autoRetryPlan", { count: retryCount, minutes: retryIntervalMinutes ?? 0 }),
    ]);
  }
  if (facts.length === 0) return null;
  return (
    <dl className="eta">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
