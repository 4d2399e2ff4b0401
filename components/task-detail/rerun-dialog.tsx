"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { subtaskCountOptions } from "@/lib/client/subtask-count-queries";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { useFormatNumber } from "../ui/use-format";
import { ActDialog } from "./act-dialog";
import { type ActRequest, actOnRows, allowPartial, takes, targetsPerTask } from "./act-request";
import { CauseChoice, helpfulCauses, mostCauses } from "./cause-choice";
import { Choices } from "./choices";
import { PartlyRead } from "./partly-read";
import { RerunDifferences } from "./rerun-differences";
import { RerunFields, useRerunFields } from "./rerun-fields";
import type { Acts } from "./use-acts";

type Scope = "failed" | "unsuccessful" | "causes";

interface RerunDialogProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  /** The rows to run anew; null: what is chosen here. */
  chosen: ActRequest | null;
  acts: Acts;
}

const statusOf: Readonly<Record<Scope, readonly string[]>> = {
  failed: ["Fail", "Timeout"],
  unsuccessful: takes.rerun,
  causes: ["Fail", "Timeout", "FailWaitRetry"],
};
const allOf = (status: readonly string[]) => ({ status, cause: [], q: "", tries: 0 });

/** A new task for devices of this one. */
export function RerunDialog({ task, summary, chosen, acts }: RerunDialogProps) {
  const t = useTranslations("acts");
  const number = useFormatNumber();
  const place = { connection: task.connection, taskId: task.taskId };
  const causes = summary?.byError ?? [];
  const failed = useQuery(subtaskCountOptions(place, allOf(statusOf.failed))).data;
  const unsuccessful = useQuery(subtaskCountOptions(place, allOf(statusOf.unsuccessful))).data;
  const [picked, pick] = useState<Scope | null>(null);
  const scope = picked ?? (failed === 0 ? "unsuccessful" : "failed");
  const [named, name] = useState<readonly string[]>(() =>
    helpfulCauses(causes)
      .slice(0, mostCauses)
      .map((cause) => cause.cause),
  );
  const filter = { ...allOf(statusOf[scope]), cause: scope === "causes" ? named : [] };
  const ofCauses = useQuery({
    ...subtaskCountOptions(place, filter),
    enabled: chosen === null && scope === "causes" && named.length > 0,
  }).data;
  const counts = { failed, unsuccessful, causes: named.length === 0 ? 0 : ofCauses };
  const count = chosen ? chosen.count : (counts[scope] ?? null);
  const strict = findTaskType(task.type)?.irreversible !== false;
  const fields = useRerunFields(task, strict);
  const make = (): ActRequest => {
    const rows = chosen ?? actOnRows("rerun", filter, { count });
    const partial = task.snapshot.subtasksComplete ? null : allowPartial(rows);
    return { ...(partial ?? rows), written: fields.written };
  };
  const counting = count === null && chosen === null;
  const tooMany = count !== null && count > targetsPerTask;
  return (
    <ActDialog
      {...{ task, acts, count, strict, make }}
      act="rerun"
      danger={strict}
      button={count === null ? t(counting ? "counting" : "rerun.matching") : t("rerun.button", { count })}
      hindrance={
        counting
          ? t("counting")
          : tooMany
            ? t("rerun.tooMany", { most: targetsPerTask })
            : count === 0
              ? t("rerun.nothing")
              : fields.hindrance
      }
    >
      {chosen ? (
        <p>{count === null ? t("rerun.chosenMatching") : t("rerun.chosen", { count })}</p>
      ) : (
        <Choices
          label={t("rerun.which")}
          chosen={scope}
          onChange={pick}
          choices={[
            { value: "failed", title: t("rerun.failed"), count: failed === undefined ? "…" : number(failed) },
            {
              value: "unsuccessful",
              title: t("rerun.unsuccessful"),
              note: t("rerun.unsuccessfulNote"),
              count: unsuccessful === undefined ? "…" : number(unsuccessful),
            },
            ...(causes.length > 0
              ? [{ value: "causes" as const, title: t("rerun.causes"), count: "…" }]
              : []),
          ]}
        />
      )}
      {!chosen && scope === "causes" && <CauseChoice causes={causes} chosen={named} onChange={name} />}
      {tooMany && (
        <p className="hint err" role="status">
          {t("rerun.tooMany", { most: targetsPerTask })}
        </p>
      )}
      <RerunFields fields={fields} strict={strict} busy={acts.sending} />
      <RerunDifferences task={task} strict={strict} />
      {!task.snapshot.subtasksComplete && (chosen?.targets.length ?? 0) === 0 && <PartlyRead task={task} />}
    </ActDialog>
  );
}
