import type { ChangeSpan, ChangesQuery } from "@/lib/contracts/subtask-changes";
import type { StateSpan } from "@/lib/store/subtask-changes";

/** What a query means: without an end, up to now. */
export function readSpan({ from, to, fromAttempt, toAttempt }: ChangesQuery, now: Date): ChangeSpan {
  if (from !== undefined) return { from, to: to ?? now.toISOString() };
  return { fromAttempt: fromAttempt ?? 1, toAttempt: toAttempt ?? 2 };
}

export function toStateSpan(span: ChangeSpan): StateSpan {
  if ("from" in span) return { from: { at: new Date(span.from) }, to: { at: new Date(span.to) } };
  return { from: { attempt: span.fromAttempt }, to: { attempt: span.toAttempt } };
}
