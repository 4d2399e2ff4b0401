import type { Advice, CauseNote } from "@/lib/contracts/advice";
import { adviseOn } from "@/lib/domain/advice";
import { formerCausesOf } from "@/lib/domain/failure-cause";

interface Failure {
  cause: string;
  code: string | null;
  message: string | null;
}

/** Under what keys a note about this cause may be kept, the likeliest first. */
export function noteKeysOf({ cause, code, message }: Failure): string[] {
  return [cause, ...formerCausesOf(code, message)];
}

/** What the console and what the team knows of a cause. */
export function adviseWithNotes(
  failure: Failure,
  notes: ReadonlyMap<string, CauseNote>,
): { advice: Advice | null; note: CauseNote | null } {
  const key = noteKeysOf(failure).find((known) => notes.has(known));
  return { advice: adviseOn(failure), note: (key !== undefined && notes.get(key)) || null };
}
