"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ActDialog } from "./act-dialog";
import { type ActRequest, actOnAll, allowPartial } from "./act-request";
import { Consequences } from "./consequences";
import { PartlyRead } from "./partly-read";
import { countStoppable } from "./task-counts";
import type { Acts } from "./use-acts";

interface StopDialogProps {
  task: Task;
  /** The rows to stop; null: all that can be. */
  chosen: ActRequest | null;
  acts: Acts;
}

/** What is stopped, what stays as it is, and what cannot be had back. */
export function StopDialog({ task, chosen, acts }: StopDialogProps) {
  const t = useTranslations("acts");
  const stoppable = countStoppable(task);
  const count = chosen ? chosen.count : task.status === "Initializing" ? null : stoppable;
  const partial = chosen && !task.snapshot.subtasksComplete ? allowPartial(chosen) : null;
  const left = chosen && count !== null ? Math.max(0, stoppable - count) : null;
  const done = task.progress.success;
  return (
    <ActDialog
      {...{ task, acts, count }}
      act="stop"
      danger
      button={count === null ? t(chosen ? "stop.allMatching" : "stop.all") : t("stop.button", { count })}
      hindrance={count === 0 ? t("stop.nothing") : null}
      make={() => partial ?? chosen ?? actOnAll("stop", count)}
    >
      <p>
        {count === null
          ? t(chosen ? "stop.textMatching" : "stop.textStarting")
          : t.rich("stop.text", { count, b: (text) => <b>{text}</b> })}
      </p>
      <Consequences
        lines={[
          done > 0 && { key: "done", kind: "stays", text: t("stop.stays", { count: done }) },
          left !== null && left > 0 && { key: "left", kind: "stays", text: t("stop.goOn", { count: left }) },
          { key: "midway", kind: "warning", text: t("stop.midway") },
          { key: "start", kind: "ends", text: t(chosen ? "stop.noStartRows" : "stop.noStart") },
        ]}
      />
      {partial && <PartlyRead task={task} />}
    </ActDialog>
  );
}
