"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { pollEvery } from "@/lib/client/polling";
import { subtaskCountOptions } from "@/lib/client/subtask-queries";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { causeVerdict } from "@/lib/domain/cause-verdict";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { PartlyRead } from "./partly-read";
import { countUnfinished } from "./retry-menu";
import { allowPartial, retryEverything, retryFilter, targetsPerCall } from "./retry-request";
import type { RetryControls } from "./use-retry";

type Scope = "failed" | "unfinished" | "causes";

interface RetryChooserProps {
  task: Task;
  summary: SubtaskSummary | undefined;
  first: Scope;
  retry: RetryControls;
}

/** Causes one filter may name. */
const mostCauses = 20;

/** What to retry: only failed, all unfinished, or chosen causes; causes a retry cannot help are left out at first. */
export function RetryChooser({ task, summary, first, retry }: RetryChooserProps) {
  const t = useTranslations("retry");
  const [scope, setScope] = useState<Scope>(first);
  const causes = summary?.byError ?? [];
  const hopeless = causes.filter((cause) => causeVerdict(cause) === "fix_first");
  const helpful = causes.filter((cause) => causeVerdict(cause) !== "fix_first");
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
  const close = () => retry.ask(null);
  return (
    <Dialog
      title={t.rich("title", { name: () => <SafeText text={task.name} /> })}
      onClose={close}
      footer={
        <>
          <ActionButton safe onPress={close}>
            {t("cancel")}
          </ActionButton>
          <ActionButton
            icon="retry"
            className="primary"
            busy={retry.sending}
            hindrance={count === 0 ? t("nothingChosen") : count === null ? t("counting") : null}
            onPress={() => {
              if (count === null) return;
              const chosenRows = retryFilter(filter, { count });
              const partial = task.snapshot.subtasksComplete ? null : allowPartial(chosenRows);
              retry.send(scope === "unfinished" ? retryEverything(count) : (partial ?? chosenRows));
            }}
          >
            {count === null ? t("counting") : t("retryDevices", { count })}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <ScopeChoice scope={scope} task={task} causes={causes} onChange={setScope} />
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
      </div>
    </Dialog>
  );
}

function causeName(cause: CauseCount): string {
  return cause.message ?? cause.code ?? cause.cause;
}

interface ScopeChoiceProps {
  scope: Scope;
  task: Task;
  causes: readonly CauseCount[];
  onChange: (scope: Scope) => void;
}

function ScopeChoice({ scope, task, causes, onChange }: ScopeChoiceProps) {
  const t = useTranslations("retry");
  const number = useFormatNumber();
  const rows: [Scope, string, string][] = [
    [
      "failed",
      t("callsOf", { calls: Math.ceil(task.progress.fail / targetsPerCall), most: targetsPerCall }),
      number(task.progress.fail),
    ],
    ["unfinished", t("unfinishedText"), number(countUnfinished(task))],
    ["causes", t("causesText", { count: causes.length }), "…"],
  ];
  return (
    <div className="ro" role="radiogroup" aria-label={t("what")}>
      {rows.map(([value, note, count]) => (
        <label key={value}>
          <input
            type="radio"
            name="scope"
            className="rd"
            checked={scope === value}
            onChange={() => onChange(value)}
          />
          <span>
            <b>{t(`scope.${value}`)}</b>
            <small>{note}</small>
          </span>
          <strong>{count}</strong>
        </label>
      ))}
    </div>
  );
}

interface CauseChoiceProps {
  causes: readonly CauseCount[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

function CauseChoice({ causes, chosen, onChange }: CauseChoiceProps) {
  const t = useTranslations("retry");
  const number = useFormatNumber();
  return (
    <fieldset className="grid gap-1">
      <legend className="sr">{t("scope.causes")}</legend>
      {causes.map((cause) => {
        const ticked = chosen.includes(cause.cause);
        return (
          <label className="cbx" key={cause.cause}>
            <input
              type="checkbox"
              className="chk"
              checked={ticked}
              disabled={!ticked && chosen.length >= mostCauses}
              onChange={() =>
                onChange(ticked ? chosen.filter((each) => each !== cause.cause) : [...chosen, cause.cause])
              }
            />
            <span className="grow any">
              <SafeText text={causeName(cause)} />
              {causeVerdict(cause) === "fix_first" && <span className="mute"> {t("notAdvised")}</span>}
            </span>
            <span className="mute">{number(cause.count)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
