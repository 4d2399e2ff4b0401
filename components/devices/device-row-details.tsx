"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { DeviceTask } from "@/lib/contracts/device-tasks";
import { AdviceText } from "../task-detail/advice-text";
import { SubtaskHistory } from "../task-detail/subtask-history";
import { CodeView } from "../ui/code-view";
import { SafeText } from "../ui/safe-text";

/** What is known of the device in one task: its error with advice, its answer, what was seen when. */
export function DeviceRowDetails({ connection, row }: { connection: string; row: DeviceTask }) {
  const t = useTranslations("device");
  const { task, subtask, advice } = row;
  const place = useMemo(() => ({ connection, taskId: task.taskId }), [connection, task.taskId]);
  const failed = subtask.errorCode !== null || subtask.errorMessage !== null;
  return (
    <div className="exp">
      <div>
        <h3>{failed ? t("error") : t("task")}</h3>
        <dl className="kv">
          {failed && (
            <>
              <dt>{t("message")}</dt>
              <dd>
                {subtask.errorMessage ? <SafeText text={subtask.errorMessage} multiline /> : t("noneSent")}
              </dd>
              <dt>{t("code")}</dt>
              <dd className={subtask.errorCode ? "mono" : "mute"}>
                {subtask.errorCode ? <SafeText text={subtask.errorCode} /> : t("noneSent")}
              </dd>
              <dt>{t("advice")}</dt>
              <dd>
                <AdviceText advice={advice} />
              </dd>
            </>
          )}
          <dt>{t("taskId")}</dt>
          <dd className="mono">{task.taskId}</dd>
          <dt>{t("by")}</dt>
          <dd>{task.createdBy ? <SafeText text={task.createdBy.name} /> : t("outside")}</dd>
          {subtask.commandId && (
            <>
              <dt>{t("commandId")}</dt>
              <dd className="mono">
                <SafeText text={subtask.commandId} />
              </dd>
            </>
          )}
        </dl>
      </div>
      {subtask.output === null ? (
        <div>
          <h3>{t("output")}</h3>
          <p className="mute">{t("noOutput")}</p>
        </div>
      ) : (
        <CodeView title={t("output")} text={subtask.output} />
      )}
      <SubtaskHistory place={place} row={subtask} />
    </div>
  );
}
