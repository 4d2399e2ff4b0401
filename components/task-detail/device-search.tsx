"use client";

import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import { everyStatus, type TaskDetailState } from "@/lib/client/task-detail-url";
import { useSending } from "@/lib/client/use-sending";
import { listIds } from "@/lib/domain/listed-ids";
import { DebouncedInput } from "../ui/debounced-input";

const ProblemSentence = lazy(async () => ({
  default: (await import("../ui/problem-sentence")).ProblemSentence,
}));

interface DeviceSearchProps {
  place: TaskPlace;
  q: string;
  onChange: (part: Partial<TaskDetailState>) => void;
}

/** Finds devices by an id or a part of one; a list that is pasted becomes a selection, which an address can name. */
export function DeviceSearch({ place, q, onChange }: DeviceSearchProps) {
  const t = useTranslations("task");
  const keeping = useSending(async (targets: string[]) => {
    const { keepList } = await import("@/lib/client/selection-queries");
    const { id } = await keepList(place, targets);
    onChange({ q: "", selection: id, status: [everyStatus] });
  });
  const takeList = (text: string): boolean => {
    const ids = listIds(text);
    if (ids.length < 2) return false;
    keeping.send(ids);
    return true;
  };
  const error = asApiError(keeping.error);
  return (
    <>
      <DebouncedInput
        label={t("deviceId")}
        hint={t("table.searchHint")}
        icon="search"
        className="bydevice"
        value={q}
        onPaste={takeList}
        onChange={(text) => {
          keeping.reset();
          if (!takeList(text)) onChange({ q: text });
        }}
      />
      {keeping.pending && (
        <span className="mute small" role="status">
          {t("table.lookingUp", { count: keeping.pending.length })}
        </span>
      )}
      {error && (
        <p className="small w-full" role="alert">
          {t("table.listRefused")}{" "}
          <Suspense>
            <ProblemSentence error={error} />
          </Suspense>
        </p>
      )}
    </>
  );
}
