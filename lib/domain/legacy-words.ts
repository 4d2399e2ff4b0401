/** Subtask words of the legacy API and ours for the same (contracts.md §4, sheet §13.6); all others are alike. */
const pairs = [
  ["Pending", "Waitting"],
  ["WaitResult", "Processing"],
] as const;

const ours = new Map<string, string>(pairs);
const legacy = new Map<string, string>(pairs.map(([theirs, own]) => [own, theirs]));

/** Our word for a subtask's legacy word; one the platform added later passes through. */
export const fromLegacyWord = (word: string): string => ours.get(word) ?? word;

/** The legacy API's own word for one of ours. */
export const toLegacyWord = (word: string): string => legacy.get(word) ?? word;
