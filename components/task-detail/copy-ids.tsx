"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { SubtaskFilterState } from "@/lib/client/task-detail-url";
import type { SubtaskSort } from "@/lib/contracts/subtasks";
import type { Selection } from "../data-table/use-selection";
import { ActionButton } from "../ui/action-button";
import { useCopy } from "../ui/copy-button";
import { showToast } from "../ui/toast";

interface CopyIdsProps {
  place: TaskPlace;
  filter: SubtaskFilterState;
  sort: SubtaskSort;
  ticked: Selection;
}

/** Copies the ids of what is ticked; those of a whole filter are asked for first. */
export function CopyIds({ place, filter, sort, ticked: { everything, marked } }: CopyIdsProps) {
  const t = useTranslations("task");
  const copy = useCopy();
  const copying = useMutation({
    mutationFn: async () => {
      if (!everything) return [...marked.keys()];
      const { readIds } = await import("@/lib/client/selection-queries");
      return readIds(place, { filter, sort }, new Set(marked.keys()));
    },
    onSuccess: (ids) => copy(ids.join("\n"), t("copiedIds", { count: ids.length })),
    onError: () => showToast({ text: t("table.notCopied"), icon: "warn", tone: "waiting" }),
  });
  return (
    <ActionButton icon="copy" className="sm" busy={copying.isPending} onPress={() => copying.mutate()}>
      {copying.isPending ? t("table.readingIds") : t("copyIds")}
    </ActionButton>
  );
}
