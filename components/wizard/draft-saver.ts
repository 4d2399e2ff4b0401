import { type ApiError, asApiError } from "@/lib/client/api-error";
import type { SaveDraft, SavedDraft } from "@/lib/contracts/drafts";
import type { WizardDraft, WizardStep } from "./draft";
import { contentOf } from "./draft-content";

export type SaveState =
  | { kind: "clean" }
  | { kind: "saving" }
  /** ISO 8601, the server's time. */
  | { kind: "saved"; at: string }
  | { kind: "failed"; error: ApiError }
  /** Another window saved it since: nothing more is saved before somebody has decided. */
  | { kind: "changed" }
  /** It was sent, or is being sent: it is no draft any more. */
  | { kind: "sent" };

export interface DraftSaver {
  /** Saved when nothing more has come for a moment. */
  note(draft: WizardDraft, step: WizardStep): void;
  /** Saves at once what is not saved; rejects when that does not work out. */
  flush(): Promise<void>;
  /** Whether closing the window now would lose something. */
  isDirty(): boolean;
  /** Goes on from this version: after somebody decided whose draft counts. */
  rebase(version: number): void;
  /** What the server has: 0 is nothing. */
  version(): number;
  /** Saves nothing more, and waits for what is on its way. */
  abandon(): Promise<void>;
}

interface DraftSaverParts {
  /** 0 for a draft the server does not have yet. */
  version: number;
  /** The text the server has. */
  targetsText: string;
  put(body: SaveDraft): Promise<SavedDraft>;
  onState(state: SaveState): void;
}

const quietMs = 800;
const againAfterMs = 5_000;

/** Saves a draft one call at a time, each on the version of the one before, and the long text only when it changed. */
export function createDraftSaver({ put, onState, ...start }: DraftSaverParts): DraftSaver {
  let version = start.version;
  let savedText = start.targetsText;
  let latest: { draft: WizardDraft; step: WizardStep } | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let halted = false;

  const later = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush().catch(() => undefined), milliseconds);
  };

  async function saveLatest(): Promise<void> {
    const saving = latest;
    if (saving === null) return;
    latest = null;
    onState({ kind: "saving" });
    try {
      const saved = await put(bodyOf(saving.draft, saving.step, version, savedText));
      version = saved.version;
      savedText = saving.draft.targetsText;
      onState({ kind: "saved", at: saved.updatedAt });
    } catch (thrown) {
      latest ??= saving;
      const error = asApiError(thrown);
      const hint = error?.problem?.hint;
      halted = hint === "draft_changed" || hint === "draft_sent";
      if (halted) onState({ kind: hint === "draft_sent" ? "sent" : "changed" });
      else if (error) onState({ kind: "failed", error });
      if (!halted) later(againAfterMs);
      throw thrown;
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    if (halted) return Promise.reject(new Error("The draft was changed elsewhere."));
    const before = running ?? Promise.resolve();
    const next = before
      .catch(() => undefined)
      .then(saveLatest)
      .finally(() => {
        if (running === next) running = null;
      });
    running = next;
    return next;
  }

  return {
    note(draft, step) {
      latest = { draft, step };
      if (!halted) later(quietMs);
    },
    flush,
    isDirty: () => latest !== null || running !== null,
    rebase(to) {
      version = to;
      // What the server has is not known word for word: the next save says everything.
      savedText = "\u0000";
      halted = false;
    },
    version: () => version,
    async abandon() {
      clearTimeout(timer);
      latest = null;
      await running?.catch(() => undefined);
    },
  };
}

function bodyOf(draft: WizardDraft, step: WizardStep, version: number, savedText: string): SaveDraft {
  return {
    ...{ name: draft.name, type: draft.type, step, version },
    content: contentOf(draft),
    ...(draft.targetsText === savedText ? {} : { targetsText: draft.targetsText }),
    targetCount: draft.targets?.count ?? 0,
  };
}
