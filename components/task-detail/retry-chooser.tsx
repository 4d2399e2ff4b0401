"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { pollEvery } from "@/lib/client/polling";
import { subtaskCountOptions } from "@/lib/client/subtask-count-queries";
import type { SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { causeVerdict } from "@/lib/domain/cause-verdict";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { ActDialog } from "./act-dialog";
import type { RetryScope } from "./act-question";
import { actOnAll, actOnRows, allowPartial, targetsPerCall } from "./act-request";
import { CauseChoice, causeName, helpfulCauses, mostCauses } from "./cause-choice";
import { Choices } from "./choices";
import { PartlyRead } from "./partly-read";
import { countUnfinished } from "./task-counts";
import type { Acts } from "./use-acts";

interface RetryChooserProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  first: RetryScope;
  acts: Acts;
}

/** What to retry: only failed, all unfinished, or chosen causes; causes a retry cannot help are left out at first. */
export function RetryChooser({ task, summary, first, acts }: RetryChooserProps) {
  const t = useTranslations("retry");
  const number = useFormatNumber();
  const [scope, setScope] = useState<RetryScope>(first);
  const causes = summary?.byError ?? [];
  const hopeless = causes.filter((cause) => causeVerdict(cause) === "fix_first");
  const helpful = helpfulCauses(causes);
  const [leaveOut, setLeaveOut] = useState(true);
  const [chosen, choose] = useState<readonly string[]>(() =>
    helpful.slice(0, mostCauses).map((cause) => cause.cause),
  );

  const mayLeaveOut =
    scope === "failed" && hopeless.length > 0 && helpful.length > 0 && helpful.length <= mostCauses;
  const named =
    scope === "causes" ? chosen : mayLeaveOut && leaveOut ? helpful.map((cause) => cause.cause) : [];
  const status = scope === "failed" ? ["Fail"] : ["Fail", "FailWaitRetry"];
  const filter = { status, cause: named, q: "", tries: 0 };
  const byFilter = scope !== "unfinished" && (scope !== "causes" || named.length > 0);
  const counted = useQuery({
    ...subtaskCountOptions({ connection: task.connection, taskId: task.taskId }, filter),
    enabled: byFilter,
    refetchInterval: pollEvery.runningTask,
  });
  const count = scope === "unfinished" ? countUnfinished(task) : byFilter ? (counted.data ?? null) : 0;
  const make = () => {
    if (scope === "unfinished") return actOnAll("retry", count);
    const rows = actOnRows("retry", filter, { count });
    return (task.snapshot.subtasksComplete ? null : allowPartial(rows)) ?? rows;
  };
  const { fail } = task.progress;
  return (
    <ActDialog
      {...{ task, acts, count, make }}
      act="retry"
      button={count === null ? t("counting") : t("retryDevices", { count })}
      hindrance={count === 0 ? t("nothingChosen") : count === null ? t("counting") : null}
    >
      <Choices
        label={t("what")}
        chosen={scope}
        onChange={setScope}
        choices={[
          {
            value: "failed",
            title: t("scope.failed"),
            note: t("callsOf", { calls: Math.ceil(fail / targetsPerCall), most: targetsPerCall }),
            count: number(fail),
          },
          {
            value: "unfinished",
            title: t("scope.unfinished"),
            note: t("unfinishedText"),
            count: number(countUnfinished(task)),
          },
          {
            value: "causes",
            title: t("scope.causes"),
            note: t("causesText", { count: causes.length }),
            count: "…",
          },
        ]}
      />
      {scope === "causes" && <CauseChoice causes={causes} chosen={chosen} onChange={choose} />}
      {mayLeaveOut && (
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={leaveOut}
            onChange={(event) => setLeaveOut(event.target.checked)}
          />
          <span>
            {t.rich("leaveOut", {
              count: hopeless.length,
              cause: () => <b>{hopeless[0] && <SafeText text={causeName(hopeless[0])} />}</b>,
            })}
          </span>
        </label>
      )}
      {count !== null && count > 0 && (
        <p className="soft">
          {scope === "unfinished"
            ? t("planOneCall", { count })
            : t("plan", { count, calls: Math.ceil(count / targetsPerCall) })}
        </p>
      )}
      {!task.snapshot.subtasksComplete && scope !== "unfinished" && <PartlyRead task={task} />}
    </ActDialog>
  );
}
