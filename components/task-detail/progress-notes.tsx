"use client";

import { type ReactNode, useEffect } from "react";
import { useTranslations } from "use-intl";
import type { TaskProgress } from "@/lib/contracts/task-progress";
import type { Task } from "@/lib/contracts/tasks";
import { useTimeView } from "../time/clock";
import { formatMoment } from "../time/format-time";
import { useSpanText } from "../time/span-text";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { noteLook } from "./last-look";

interface ProgressNotesProps {
  task: Task;
  progress: TaskProgress | undefined;
  /** Shows the devices that run for longer than usual. */
  onStuck: (changedBefore: string) => void;
  onChanges: () => void;
}

/** What moves slowly or not at all, and why, as far as it is known. */
export function ProgressNotes({ task, progress, onStuck, onChanges }: ProgressNotesProps) {
  const t = useTranslations("progress");
  useNotedLook(task);
  const view = useTimeView();
  const span = useSpanText();
  const moment = (at: string) => formatMoment(new Date(at), view);
  const { quiet = null, stuck = null, nextRetry = null, waitsFor = null, snapshot } = progress ?? {};
  const reason = (word: NonNullable<TaskProgress["waitsFor"]>) =>
    word === "schedule" && task.policy.scheduleTime
      ? t("startsAt", { at: moment(task.policy.scheduleTime) })
      : t(`waitsFor.${word}`);
  const quietFor = quiet && Date.parse(snapshot?.fetchedAt ?? quiet.since) - Date.parse(quiet.since);
  return (
    <ul className="pgnotes">
      {quiet && quietFor !== null && (
        <Note icon="waiting" text={t("quiet", { time: span(quietFor) })}>
          {quiet.because && reason(quiet.because)}
        </Note>
      )}
      {waitsFor && waitsFor !== quiet?.because && <Note icon="waiting" text={reason(waitsFor)} />}
      {stuck && (
        <Note icon="warn" text={t("stuck", { count: stuck.count })}>
          {t(`stuckBasis.${stuck.basis}`, { time: span(stuck.olderThanSeconds * 1_000) })}{" "}
          <button type="button" className="linkbtn" onClick={() => onStuck(stuck.changedBefore)}>
            {t("showStuck", { count: stuck.count })}
          </button>
        </Note>
      )}
      {nextRetry && (
        <Note icon="retrywait" text={t("retryWaits", { count: nextRetry.count })}>
          {Date.parse(nextRetry.at) > view.now.getTime()
            ? t("retryNext", { at: moment(nextRetry.at) })
            : t("retryDue", { at: moment(nextRetry.at) })}
        </Note>
      )}
      <li className="more">
        <button type="button" className="linkbtn" onClick={onChanges}>
          {t("whatChanged")}
        </button>
      </li>
    </ul>
  );
}

function Note({ icon, text, children }: { icon: IconName; text: string; children?: ReactNode }) {
  return (
    <li>
      <Icon name={icon} size="s" />
      <span>
        <b>{text}</b> {children}
      </span>
    </li>
  );
}

/** "Since I last looked" means until this page was last in sight. */
function useNotedLook({ connection, taskId }: Task): void {
  useEffect(() => {
    const note = () => noteLook({ connection, taskId }, new Date());
    note();
    document.addEventListener("visibilitychange", note);
    return () => document.removeEventListener("visibilitychange", note);
  }, [connection, taskId]);
}
