"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { NumberStepper } from "../ui/number-stepper";
import { ActDialog } from "./act-dialog";
import { type ActRequest, actOnAll, actOnRows, allowPartial, takes, targetsPerCall } from "./act-request";
import { Choices } from "./choices";
import { Consequences } from "./consequences";
import { PartlyRead } from "./partly-read";
import type { Acts } from "./use-acts";
import { type WaveWish, waveSize } from "./wave-size";

interface WaveDialogProps {
  task: Task;
  /** The rows to let start; null: what is chosen here. */
  chosen: ActRequest | null;
  acts: Acts;
}

const waitingRows = { status: takes.confirm, cause: [], q: "", tries: 0 };

/** Lets waiting devices of an upgrade begin, some at a time (sheet §6.9). */
export function WaveDialog({ task, chosen, acts }: WaveDialogProps) {
  const t = useTranslations("acts");
  const { waiting } = task.progress;
  const [wish, setWish] = useState<WaveWish>({
    kind: "next",
    next: Math.min(100, waiting || 1),
    percent: 10,
  });
  const count = chosen ? chosen.count : waveSize(wish, waiting);
  const make = (): ActRequest => {
    const whole = !chosen && wish.kind === "all";
    const rows = chosen ?? actOnRows("confirm", waitingRows, { count, first: count ?? undefined });
    const partial = task.snapshot.subtasksComplete ? null : allowPartial(rows);
    return whole ? actOnAll("confirm", count) : (partial ?? rows);
  };
  const oneCall = !chosen && wish.kind === "all";
  const calls = oneCall ? 1 : Math.ceil((count ?? 0) / targetsPerCall);
  const left = count === null ? null : Math.max(0, waiting - count);
  return (
    <ActDialog
      {...{ task, acts, count, make }}
      act="confirm"
      button={count === null ? t("confirm.matching") : t("confirm.button", { count })}
      hindrance={count === 0 ? t("confirm.nothing") : null}
    >
      <p>{t("confirm.waiting", { count: waiting })}</p>
      {!chosen && <WaveChoice wish={wish} waiting={waiting} onChange={setWish} />}
      <Consequences
        lines={[
          count !== null && { key: "start", kind: "stays", text: t("confirm.starts", { count, calls }) },
          left !== null &&
            left > 0 && { key: "left", kind: "stays", text: t("confirm.left", { count: left }) },
          { key: "order", kind: "warning", text: t(chosen ? "confirm.chosen" : "confirm.order") },
        ]}
      />
      {!oneCall && !task.snapshot.subtasksComplete && <PartlyRead task={task} />}
    </ActDialog>
  );
}

interface WaveChoiceProps {
  wish: WaveWish;
  waiting: number;
  onChange: (wish: WaveWish) => void;
}

function WaveChoice({ wish, waiting, onChange }: WaveChoiceProps) {
  const t = useTranslations("acts");
  const size = (kind: WaveWish["kind"]) => t("number", { value: waveSize({ ...wish, kind }, waiting) });
  return (
    <>
      <Choices
        label={t("confirm.how")}
        chosen={wish.kind}
        onChange={(kind) => onChange({ ...wish, kind })}
        choices={[
          { value: "next", title: t("confirm.next"), count: size("next") },
          { value: "percent", title: t("confirm.percent"), count: size("percent") },
          { value: "all", title: t("confirm.all"), note: t("confirm.allNote"), count: size("all") },
        ]}
      />
      {wish.kind !== "all" && (
        <div className="field">
          <label htmlFor="wave-size">{t(wish.kind === "next" ? "confirm.nextSize" : "confirm.share")}</label>
          <NumberStepper
            id="wave-size"
            min={1}
            max={wish.kind === "next" ? Math.max(1, waiting) : 100}
            value={wish.kind === "next" ? wish.next : wish.percent}
            onChange={(value) => onChange({ ...wish, [wish.kind]: value })}
          />
        </div>
      )}
    </>
  );
}
