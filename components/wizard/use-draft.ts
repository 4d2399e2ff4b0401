"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { changeAddress } from "@/lib/client/address";
import { deleteDraftNow, draftKeys, saveDraftNow, showDraftNow } from "@/lib/client/draft-queries";
import type { WizardDraft, WizardStep } from "./draft";
import { openDraft } from "./draft-content";
import { createDraftSaver, type DraftSaver, type SaveState } from "./draft-saver";
import type { DraftControls } from "./step-props";

/** A draft to begin with: one of the server's, or a new one it does not have yet (version 0). */
export interface OpenedDraft {
  id: string;
  version: number;
  draft: WizardDraft;
}

export interface LivingDraft extends DraftControls {
  saving: SaveState;
  /** After `changed`: what the other window saved counts. */
  loadTheirs: () => Promise<void>;
  /** After `changed`: what is here counts, and is saved over it. */
  keepMine: () => Promise<void>;
  /** Throws the draft away, here and on the server. */
  discard: () => Promise<void>;
}

/** One draft, as it is written here and kept on the server. */
export function useDraft(connection: string, opened: OpenedDraft, step: WizardStep): LivingDraft {
  const { id } = opened;
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(opened.draft);
  const [saving, setSaving] = useState<SaveState>({ kind: "clean" });
  const latest = useRef(opened.draft);
  const stepNow = useRef(step);
  const saver = useRef<DraftSaver | null>(null);
  saver.current ??= createDraftSaver({
    version: opened.version,
    targetsText: opened.draft.targetsText,
    put: (body) => saveDraftNow(connection, id, body),
    onState(state) {
      setSaving(state);
      if (state.kind !== "saved") return;
      nameInAddress(id);
      void queryClient.invalidateQueries({ queryKey: draftKeys.lists(connection) });
    },
  });
  const keep = saver.current;

  const change = useCallback(
    (part: Partial<WizardDraft>) => {
      const next = { ...latest.current, ...part };
      const isRead = Object.keys(part).every((key) => key === "targets" || key === "file");
      latest.current = next;
      setDraft(next);
      // What was read from a text, and a file the server has just taken, are no changes of the draft.
      if (!isRead) keep.note(next, stepNow.current);
    },
    [keep],
  );
  useEffect(() => {
    if (stepNow.current === step) return;
    stepNow.current = step;
    if (latest.current.type === null) return;
    keep.note(latest.current, step);
    keep.flush().catch(() => undefined);
  }, [step, keep]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (keep.isDirty()) event.preventDefault();
    };
    const save = () => {
      if (document.visibilityState === "hidden" && keep.isDirty()) keep.flush().catch(() => undefined);
    };
    window.addEventListener("beforeunload", ask);
    document.addEventListener("visibilitychange", save);
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("visibilitychange", save);
      // Walking on to another page of the console saves what the moment had not come for.
      if (keep.isDirty()) keep.flush().catch(() => undefined);
    };
  }, [keep]);

  const loadTheirs = async () => {
    const theirs = await showDraftNow(connection, id);
    keep.rebase(theirs.version);
    latest.current = openDraft(theirs);
    setDraft(latest.current);
    setSaving({ kind: "saved", at: theirs.updatedAt });
  };
  const keepMine = async () => {
    const theirs = await showDraftNow(connection, id);
    keep.rebase(theirs.version);
    keep.note(latest.current, stepNow.current);
    await keep.flush();
  };
  const flush = useCallback(async () => {
    if (keep.version() === 0 && !keep.isDirty()) keep.note(latest.current, stepNow.current);
    await keep.flush();
  }, [keep]);
  const discard = async () => {
    await keep.abandon();
    if (keep.version() > 0) await deleteDraftNow(connection, id);
  };
  return { draftId: id, draft, change, flush, saving, loadTheirs, keepMine, discard };
}

/** As soon as there is something to come back to, the address says which. */
function nameInAddress(id: string): void {
  const search = new URLSearchParams(window.location.search);
  if (search.has("draft") || !window.location.pathname.endsWith("/tasks/new")) return;
  search.set("draft", id);
  search.delete("from");
  changeAddress(`?${search}`, "replace");
}
