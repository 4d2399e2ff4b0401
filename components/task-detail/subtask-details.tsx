"use client";

import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { Advice, CauseNote } from "@/lib/contracts/advice";
import type { Subtask } from "@/lib/contracts/subtasks";
import { DeviceLink } from "../devices/device-link";
import { CodeView } from "../ui/code-view";
import { CopyButton, useCopy } from "../ui/copy-button";
import { SafeText } from "../ui/safe-text";
import { AdviceText } from "./advice-text";
import { SubtaskHistory } from "./subtask-history";

// Few tasks have outputs with secrets in them.
const SubtaskSecret = lazy(async () => ({ default: (await import("./subtask-secret")).SubtaskSecret }));
const mask = "********";

interface SubtaskDetailsProps {
  place: TaskPlace;
  row: Subtask;
  /** What console and team know of its cause. */
  known: { advice: Advice | null; note: CauseNote | null } | undefined;
}

/** What is known of one device: its error with advice, its answer, what was seen when. */
export function SubtaskDetails({ place, row, known }: SubtaskDetailsProps) {
  const t = useTranslations("task");
  const copy = useCopy();
  const failed = row.errorCode !== null || row.errorMessage !== null;
  return (
    <div className="exp">
      <div>
        <h3>{failed ? t("error") : t("device")}</h3>
        <dl className="kv">
          {failed && (
            <>
              <dt>{t("message")}</dt>
              <dd>{row.errorMessage ? <SafeText text={row.errorMessage} multiline /> : t("noneSent")}</dd>
              <dt>{t("code")}</dt>
              <dd className={row.errorCode ? "mono" : "mute"}>
                {row.errorCode ? <SafeText text={row.errorCode} /> : t("noneSent")}
              </dd>
              <dt>{t("advice")}</dt>
              <dd>
                <AdviceText advice={known?.advice ?? null} note={known?.note} />
              </dd>
            </>
          )}
          <dt>{t("fullId")}</dt>
          <dd className="mono">
            <SafeText text={row.target} /> <CopyButton text={row.target} label={t("copyDevice")} />
          </dd>
          {row.commandId && (
            <>
              <dt>{t("commandId")}</dt>
              <dd className="mono">
                <SafeText text={row.commandId} />
              </dd>
            </>
          )}
        </dl>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          {failed && (
            <button
              type="button"
              className="linkbtn"
              onClick={() =>
                void copy(
                  JSON.stringify(
                    { target: row.target, code: row.errorCode, message: row.errorMessage },
                    null,
                    2,
                  ),
                )
              }
            >
              {t("copyError")}
            </button>
          )}
          <DeviceLink connection={place.connection} deviceId={row.target} />
        </p>
      </div>
      {row.output === null ? (
        <div>
          <h3>{t("output")}</h3>
          <p className="mute">{t("noOutput")}</p>
        </div>
      ) : (
        <div>
          <CodeView title={t("output")} text={row.output} />
          {row.output.includes(mask) && (
            <Suspense>
              <SubtaskSecret place={place} row={row} />
            </Suspense>
          )}
        </div>
      )}
      <SubtaskHistory place={place} row={row} />
    </div>
  );
}
