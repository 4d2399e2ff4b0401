import type { Advice, CauseNote, Verdict } from "@/lib/contracts/advice";

/** What a retry is good for: the team's word, where it gave one, goes before the built-in one. */
export function causeVerdict(known: {
  advice: Advice | null;
  note: Pick<CauseNote, "verdict"> | null;
}): Verdict | null {
  return known.note?.verdict ?? known.advice?.verdict ?? null;
}
