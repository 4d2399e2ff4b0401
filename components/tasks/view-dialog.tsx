"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { type ListPlace, taskListKeys } from "@/lib/client/task-list-queries";
import { changeViewNow, createViewNow } from "@/lib/client/view-queries";
import type { CountedView, SavedView } from "@/lib/contracts/saved-views";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem-details";
import { showToast } from "../ui/toast";

interface ViewDialogProps {
  place: ListPlace;
  query: string;
  /** The one to rename; null makes a new one of the query. */
  view: CountedView | null;
  onSaved: (view: SavedView) => void;
  onClose: () => void;
}

/** A name for a view, and who sees it. */
export function ViewDialog({ place, query, view, onSaved, onClose }: ViewDialogProps) {
  const t = useTranslations("tasks");
  const queryClient = useQueryClient();
  const form = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), query: view?.query ?? query, shared };
      return view ? changeViewNow(place.connection, view.id, body) : createViewNow(place.connection, body);
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: taskListKeys.counts(place.connection) });
      showToast({ icon: "check", tone: "success", text: t("views.saved", { name: saved.name }) });
      onSaved(saved);
      onClose();
    },
  });
  const error = asApiError(save.error);
  return (
    <Dialog
      title={t(view ? "views.renameTitle" : "views.saveTitle")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t("views.cancel")}
          </button>
          <button type="submit" form={form} className="btn primary" aria-busy={save.isPending}>
            {t("views.saveNow")}
          </button>
        </>
      }
    >
      <form
        id={form}
        className="db grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !save.isPending) save.mutate();
        }}
      >
        {error && <ProblemCard title={t("views.failed")} error={error} />}
        <label className="field">
          {t("views.name")}
          <input
            className="input"
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={60}
            autoComplete="off"
            data-safe=""
          />
        </label>
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          <span>{t("views.sharedBox")}</span>
        </label>
        {!view && <p className="mute small">{t("views.holds")}</p>}
      </form>
    </Dialog>
  );
}
