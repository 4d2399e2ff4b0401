"use client";

import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import { formatExactMoment } from "../time/format-time";
import { SafeText } from "../ui/safe-text";
import { LegacyCommand } from "./legacy-command";

const RequestDialog = lazy(async () => ({ default: (await import("./request-dialog")).RequestDialog }));

/** What the task was told to do. */
export function DefinitionCard({ task }: { task: Task }) {
  const t = useTranslations("task");
  const [json, showJson] = useState(false);
  const view = useTimeView();
  const { policy } = task;
  const isLegacy = findTaskType(task.type)?.platform === "na";
  const packages = packageIds(task.document);
  const start = policy.scheduleTime
    ? formatExactMoment(new Date(policy.scheduleTime), view)
    : t(task.needConfirm ? "whenConfirmed" : "atOnce");
  return (
    <section className="card p-definition" aria-labelledby="definition-title">
      <header>
        <h2 id="definition-title">{t("definition")}</h2>
        <span className="grow" />
        <button type="button" className="linkbtn" onClick={() => showJson(true)}>
          {t("requestJson")}
        </button>
      </header>
      <div className="pad">
        <dl className="kv loose">
          {isLegacy && <LegacyCommand task={task} />}
          {packages.length > 0 && (
            <>
              <dt>{t("package")}</dt>
              <dd className="mono">
                {packages.map((id) => (
                  <span className="block" key={id}>
                    <SafeText text={id} />
                  </span>
                ))}
              </dd>
            </>
          )}
          <dt>{t("targets")}</dt>
          <dd>
            <Targets task={task} />
          </dd>
          {!isLegacy && (
            <>
              <dt>{t("start")}</dt>
              <dd>{start}</dd>
              <dt>{t("autoRetry")}</dt>
              <dd>
                {policy.retryCount === null
                  ? t("none")
                  : t("autoRetryPlan", {
                      count: policy.retryCount,
                      minutes: policy.retryIntervalMinutes ?? 0,
                    })}
              </dd>
            </>
          )}
          {task.mode && (
            <>
              <dt>{t("mode")}</dt>
              <dd className="mono">
                <SafeText text={task.mode} />
              </dd>
            </>
          )}
          {!isLegacy && (
            <>
              <dt>{t("space")}</dt>
              <dd className={task.appId ? "mono" : "mute"}>
                {task.appId ? (
                  <SafeText text={task.appId} />
                ) : (
                  t(task.createdBy ? "defaultSpace" : "spaceUnknown")
                )}
              </dd>
            </>
          )}
        </dl>
        {isLegacy && (
          <p className="mute small mt-2">
            <b>{t("legacyApi")}</b> {t("legacyCan")}
          </p>
        )}
      </div>
      {json && (
        <Suspense>
          <RequestDialog task={task} close={() => showJson(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Targets({ task }: { task: Task }) {
  const t = useTranslations("task");
  const { targets } = task;
  const groups = targets.groupIds ?? [];
  if (targets.kind === "groups") {
    return (
      <>
        {t("targetGroups", { count: groups.length })}
        {groups.map((id) => (
          <span className="sub mono" key={id}>
            <SafeText text={id} />
          </span>
        ))}
      </>
    );
  }
  const { deviceType = "", manufacturerId = "", model = "", deviceLocation = "", names = [] } = targets;
  if (targets.kind === "broadcast") return t("targetEveryone");
  if (targets.kind === "deviceType") {
    return <Chosen how={t("targetType")} what={[deviceType, manufacturerId, model]} />;
  }
  if (targets.kind === "area") return <Chosen how={t("targetArea")} what={[deviceLocation]} />;
  if (targets.kind === "groupNames") {
    return <Chosen how={t("targetGroupNames", { count: names.length })} what={names} />;
  }
  if (targets.kind === "file") return <SafeText text={targets.fileName ?? t("targetFile")} />;
  if (targets.kind === "list")
    return t("targetIds", { count: Math.max(targets.count, targets.sample.length) });
  return t("targetDevices", { count: Math.max(targets.count, task.progress.total) });
}

function Chosen({ how, what }: { how: string; what: readonly string[] }) {
  return (
    <>
      {how}
      {what.map((word) => (
        <span className="sub" key={word}>
          <SafeText text={word} />
        </span>
      ))}
    </>
  );
}

function packageIds(document: JsonObject | null): string[] {
  const ids = [document?.package_id, document?.package_ids].flat();
  return ids.filter((id) => typeof id === "string");
}
