import { ApiError, asApiError, isOutcomeUnknown } from "@/lib/client/api-error";
import type { Created } from "@/lib/client/create-task";
import { ProofDeclined } from "@/lib/client/step-up";
import type { CreateTask } from "@/lib/contracts/create-task";
import type { DraftSummary } from "@/lib/contracts/drafts";

/** What became of a draft, as the server tells it. */
export type SentDraft = NonNullable<DraftSummary["sent"]>;

/** What the server says about a send whose answer was lost. */
export type LostSend =
  | { kind: "looking" }
  | { kind: "found"; sent: SentDraft }
  /** It knows of none: the request did not arrive, or has not yet. */
  | { kind: "nothing" }
  | { kind: "unreachable" };

export type SubmitState =
  | { kind: "ready" }
  | { kind: "saving" }
  | { kind: "sending" }
  /** Answered; the next page is on its way. */
  | { kind: "leaving" }
  /** The person did not prove who they are: nothing was sent. */
  | { kind: "declined" }
  /** Nothing was sent, since the draft could not be saved; null: another window changed it. */
  | { kind: "unsaved"; error: ApiError | null }
  /** The server said that nothing was made of the content with this print. */
  | { kind: "refused"; error: ApiError; print: string }
  /** It was sent already, from here or from another window; null: it cannot be said where to. */
  | { kind: "sentBefore"; sent: SentDraft | null }
  /** `at`: ISO 8601, when it was sent. */
  | { kind: "unknown"; at: string; name: string; lost: LostSend; asked: boolean };

/** One content of a draft to send. */
export interface SendOrder {
  /** The same for the same content. */
  print: string;
  task: () => CreateTask;
  /** Lets the server know the draft; rejects when it cannot. */
  flush: () => Promise<void>;
}

export interface SubmitParts {
  /** One create, with whatever proof it takes. */
  create: (task: CreateTask, key: string) => Promise<Created>;
  /** What became of the draft; null while it is one. */
  findSent: () => Promise<SentDraft | null>;
  onCreated: (created: Created) => void;
  makeKey: () => string;
  now: () => Date;
  /** Ends a piece of work: making a long list and writing it down are two. */
  pause: () => Promise<void>;
}

export interface Submitter {
  read: () => SubmitState;
  subscribe: (listener: () => void) => () => void;
  /** Once, however often it is pressed. After a lost answer it asks what became of that first. */
  send: (order: SendOrder) => void;
  /** After a lost answer: the same call under the same key. */
  sendAgain: () => void;
  look: () => void;
  /** Puts the question after a lost answer aside; it stays open. */
  close: () => void;
}

/**
 * Sends a draft once. The key is made at the first press and kept, with the body, until the content changed or the
 * server said that nothing was made: no press, no lost answer and no repetition makes a second task.
 */
export function createSubmitter(parts: SubmitParts): Submitter {
  let state: SubmitState = { kind: "ready" };
  let kept: { print: string; key: string; task: CreateTask; lost: boolean } | null = null;
  const listeners = new Set<() => void>();
  const set = (next: SubmitState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const isBusy = () => ["saving", "sending", "leaving"].includes(state.kind);

  async function look(): Promise<void> {
    if (state.kind !== "unknown" || state.lost.kind === "looking") return;
    const asking: SubmitState = { ...state, lost: { kind: "looking" }, asked: true };
    set(asking);
    const lost = await parts.findSent().then(
      (sent): LostSend => (sent ? { kind: "found", sent } : { kind: "nothing" }),
      (): LostSend => ({ kind: "unreachable" }),
    );
    if (state.kind === "unknown") set({ ...state, lost });
  }

  async function showSent(): Promise<void> {
    const sent = await parts.findSent().catch(() => null);
    set({ kind: "sentBefore", sent });
  }

  /** The draft could not be saved: it was sent meanwhile, changed elsewhere, or the server cannot be reached. */
  async function settleUnsaved(thrown: unknown): Promise<void> {
    if (thrown instanceof ApiError) {
      if (thrown.problem?.hint === "draft_sent") return showSent();
      return set({ kind: "unsaved", error: thrown });
    }
    const sent = await parts.findSent().catch(() => null);
    set(sent ? { kind: "sentBefore", sent } : { kind: "unsaved", error: null });
  }

  async function call(at: string): Promise<void> {
    const sending = kept;
    if (!sending) return;
    const { key, task, print } = sending;
    set({ kind: "sending" });
    try {
      const created = await parts.create(task, key);
      kept = null;
      set({ kind: "leaving" });
      parts.onCreated(created);
    } catch (thrown) {
      if (thrown instanceof ProofDeclined && !sending.lost) return set({ kind: "declined" });
      const error = asApiError(thrown) ?? new ApiError("network", null, null);
      if (error.problem?.hint === "draft_sent") return showSent();
      // After a lost call only an answer about that call settles it, not one that never came so far.
      if (isOutcomeUnknown(error) || (sending.lost && !isAboutCreate(error))) {
        sending.lost = true;
        set({ kind: "unknown", at, name: task.name, lost: { kind: "unreachable" }, asked: true });
        return look();
      }
      kept = null;
      set({ kind: "refused", error, print });
    }
  }

  async function first(order: SendOrder): Promise<void> {
    set({ kind: "saving" });
    try {
      await order.flush();
    } catch (thrown) {
      return settleUnsaved(thrown);
    }
    if (kept?.print !== order.print)
      kept = { print: order.print, key: parts.makeKey(), task: order.task(), lost: false };
    await parts.pause();
    return call(parts.now().toISOString());
  }

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(order) {
      if (isBusy() || state.kind === "sentBefore") return;
      if (state.kind === "unknown" && kept?.print === order.print) void look();
      else void first(order);
    },
    sendAgain() {
      if (state.kind === "unknown" && state.lost.kind !== "looking") void call(state.at);
    },
    look: () => void look(),
    close() {
      if (state.kind === "unknown") set({ ...state, asked: false });
    },
  };
}

/** Whether a refusal speaks of the task, or only of this try to ask for it (signed out, too many, not available). */
function isAboutCreate({ code, status }: ApiError): boolean {
  return code.startsWith("upstream_") || status === 400 || status === 409 || status === 422;
}
