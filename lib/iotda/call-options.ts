import type { Lane } from "./pacing";

/** What came with an accepted answer; the request id goes on the audit trail. */
export interface AnswerFact {
  status: number;
  requestId: string | null;
}

export interface CallOptions {
  lane: Lane;
  /** Ends the call, also while it waits for the budget or between two attempts. */
  signal?: AbortSignal;
  /** Called once, when the platform has accepted the call. */
  onAnswer?: (fact: AnswerFact) => void;
}

/**
 * Paging of every list: `offset` rows behind `marker`, a text that only the platform's client understands. How far
 * both reach is the platform's `paging` (v5: sheet §6.6; legacy: §13.6, where the marker stands for a page number).
 */
export interface PageQuery {
  limit: number;
  marker?: string;
  offset?: number;
}
