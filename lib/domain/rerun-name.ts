/** Characters of the ending, with room for so many digits. */
const endingLength = "_rerun_99999".length;
const ending = /_rerun_\d+$/;
/** What a v5 name may not hold (sheet §6.3). */
const notInNames = /[^\p{Script=Han}A-Za-z0-9_]/gu;

/**
 * What names of re-runs begin with, cut so that the number fits. A re-run of a re-run counts on, it does not end in two
 * numbers. `limit` is of the platform; `plain`: it takes letters, digits and `_` only.
 */
export function rerunStem(name: string, { limit, plain }: { limit: number; plain: boolean }): string {
  const old = name.replace(ending, "");
  const kept = plain ? old.replace(notInNames, "_") : old;
  const room = limit - endingLength;
  let stem = "";
  for (const character of kept) {
    if (stem.length + character.length > room) break;
    stem += character;
  }
  return `${stem}_rerun_`;
}

/** The stem with the next number behind those of `taken`. */
export function nextRerunName(stem: string, taken: readonly string[]): string {
  const numbers = taken
    .filter((name) => name.startsWith(stem) && /^\d{1,5}$/.test(name.slice(stem.length)))
    .map((name) => Number(name.slice(stem.length)));
  return `${stem}${Math.max(0, ...numbers) + 1}`;
}
