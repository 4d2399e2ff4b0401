"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { type ListPlace, taskListKeys } from "@/lib/client/task-list-queries";
import { changeViewNow, createViewNow, deleteViewNow } from "@/lib/client/view-queries";
import type { SavedView, SaveView } from "@/lib/contracts/saved-views";
import { showToast } from "../ui/toast";

export interface ViewActs {
  change: (view: SavedView, part: Partial<SaveView>) => void;
  remove: (view: SavedView) => void;
  /** Why the last act was not done. */
  error: ApiError | null;
}

/** What a menu does with views at once. */
export function useViewActs(place: ListPlace): ViewActs {
  const t = useTranslations("tasks");
  const [error, setError] = useState<ApiError | null>(null);
  const queryClient = useQueryClient();
  const { connection } = place;

  const run = async (act: () => Promise<unknown>, done: () => void) => {
    setError(null);
    try {
      await act();
      done();
    } catch (thrown) {
      setError(asApiError(thrown));
    } finally {
      await queryClient.invalidateQueries({ queryKey: taskListKeys.counts(connection) });
    }
  };
  const saved = (name: string) =>
    showToast({ icon: "check", tone: "success", text: t("views.saved", { name }) });

  return {
    error,
    change: (view: SavedView, part: Partial<SaveView>) => {
      const { name, query, shared } = view;
      const body = { name, query, shared, ...part };
      void run(
        () => changeViewNow(connection, view.id, body),
        () => saved(body.name),
      );
    },
    /** Deleted at once; taken back it is made anew: no address names a view by its id. */
    remove: (view: SavedView) => {
      const { name, query, shared } = view;
      const back = () => {
        void run(
          () => createViewNow(connection, { name, query, shared }),
          () => saved(name),
        );
      };
      void run(
        () => deleteViewNow(connection, view.id),
        () =>
          showToast({
            ...{ icon: "trash", tone: "waiting", text: t("views.removed", { name }) },
            undo: { text: t("views.undo"), onPress: back },
          }),
      );
    },
  };
}
