"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { emptyDraft, type WizardDraft } from "./draft";

type Drafts = ReadonlyMap<string, WizardDraft>;

interface DraftStore {
  drafts: Drafts;
  set: (connection: string, make: (draft: WizardDraft) => WizardDraft | null) => void;
}

const DraftContext = createContext<DraftStore | null>(null);

/**
 * Drafts live above the pages, one a connection, in this window's memory only: walking away and coming back finds
 * them as they were. Closing the window would lose them, so the browser asks first.
 */
export function WizardDraftProvider({ children }: { children: ReactNode }) {
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const set = useCallback((connection: string, make: (draft: WizardDraft) => WizardDraft | null) => {
    setDrafts((before) => {
      const after = new Map(before);
      const draft = make(before.get(connection) ?? emptyDraft);
      if (draft) after.set(connection, draft);
      else after.delete(connection);
      return after;
    });
  }, []);
  const unsaved = drafts.size > 0;
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  const store = useMemo(() => ({ drafts, set }), [drafts, set]);
  return <DraftContext value={store}>{children}</DraftContext>;
}

export interface DraftControls {
  draft: WizardDraft;
  /** Changes what will be sent; a send of the old content is another one from here on. */
  change: (part: Partial<WizardDraft>) => void;
  /** Notes something about sending, which leaves the content as it is. */
  note: (part: Pick<WizardDraft, "sendKey" | "unknownSend">) => void;
  discard: () => void;
}

export function useWizardDraft(connection: string): DraftControls {
  const store = useContext(DraftContext);
  if (!store) throw new Error("A draft needs its provider");
  const { drafts, set } = store;
  const change = useCallback(
    (part: Partial<WizardDraft>) =>
      set(connection, (draft) => ({ ...draft, ...part, sendKey: null, revision: draft.revision + 1 })),
    [set, connection],
  );
  const note = useCallback(
    (part: Pick<WizardDraft, "sendKey" | "unknownSend">) =>
      set(connection, (draft) => ({ ...draft, ...part })),
    [set, connection],
  );
  const discard = useCallback(() => set(connection, () => null), [set, connection]);
  return { draft: drafts.get(connection) ?? emptyDraft, change, note, discard };
}
