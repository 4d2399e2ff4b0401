"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { taskOperationsOptions } from "@/lib/client/operation-queries";
import { selectChangedDevices, subtaskChangesOptions } from "@/lib/client/progress-queries";
import type { ChangeSelection, ChangesQuery } from "@/lib/contracts/subtask-changes";
import type { Task } from "@/lib/contracts/tasks";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem-details";
import { lastLook } from "./last-look";
import { WhatChanged } from "./what-changed";
import { WhatChangedPicker } from "./what-changed-picker";
import { readTimes, toChangesQuery, writeTimes } from "./what-changed-times";

interface WhatChangedDialogProps {
  task: Task;
  /** What the address says is compared (`readTimes`). */
  between: string;
  onBetween: (between: string) => void;
  /** Shows the devices of a stored selection. */
  onShow: (selection: string) => void;
  onClose: () => void;
}

const never = () => () => {};

/**
 * Who went from which status and cause to which, between two times; each number opens its devices. Only in a browser: the
 * server knows neither its clock nor when it looked last.
 */
export function WhatChangedDialog(props: WhatChangedDialogProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return inBrowser ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ task, between, onBetween, onShow, onClose }: WhatChangedDialogProps) {
  const t = useTranslations("changes");
  const common = useTranslations("common");
  const place = useMemo(
    () => ({ connection: task.connection, taskId: task.taskId }),
    [task.connection, task.taskId],
  );
  const [now] = useState(() => new Date());
  const { data: operations } = useQuery(taskOperationsOptions(task.connection, task.taskId));
  const retriedAt = operations?.items.find(({ kind }) => kind === "retry")?.createdAt ?? null;
  const known = { now, lookedAt: lastLook(place), retriedAt };
  const times = readTimes(between, known);
  const query = toChangesQuery(times, known);
  const opening = useMutation({
    mutationFn: (cell: Omit<ChangeSelection, "kind">) =>
      selectChangedDevices(place, { kind: "change", ...cell }),
    onSuccess: onShow,
  });
  const fault = asApiError(opening.error);
  return (
    <Dialog
      wide
      title={t("title")}
      onClose={onClose}
      footer={<ActionButton onPress={onClose}>{common("close")}</ActionButton>}
    >
      <div className="db scroll">
        <WhatChangedPicker times={times} known={known} onTimes={(next) => onBetween(writeTimes(next))} />
        {fault && <ProblemCard title={t("noSelection")} error={fault} />}
        {query ? (
          <Compared task={task} query={query} opening={opening.isPending} onOpen={opening.mutate} />
        ) : (
          <p role="alert">{t("pickTwo")}</p>
        )}
      </div>
    </Dialog>
  );
}

interface ComparedProps {
  task: Task;
  query: ChangesQuery;
  opening: boolean;
  onOpen: (cell: Omit<ChangeSelection, "kind">) => void;
}

function Compared({ task, query, opening, onOpen }: ComparedProps) {
  const t = useTranslations("changes");
  const { data, error } = useQuery(subtaskChangesOptions(task, query));
  const fault = asApiError(error);
  if (data) return <WhatChanged changes={data} busy={opening} onOpen={onOpen} />;
  if (fault) return <ProblemCard title={t("failed")} error={fault} />;
  return (
    <p className="soft" role="status">
      {t("reading")}
    </p>
  );
}
