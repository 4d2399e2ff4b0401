/** Up to here a plain text box holds the list; beyond it only the lines in sight are drawn. */
export const plainLimits = { lines: 2_000, characters: 100_000 } as const;

/** Characters of a line that are drawn; longer ones are taken apart at their separators. */
export const longestLine = 512;

export function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** Whether a text is too much for a text box. */
export function isLarge(text: string): boolean {
  return text.length > plainLimits.characters || countLines(text) > plainLimits.lines;
}

/** Whether a text fits a text box again; well below `isLarge`, so that no edit goes back and forth. */
export function isSmall(text: string): boolean {
  return text.length <= plainLimits.characters / 2 && countLines(text) <= plainLimits.lines / 2;
}

/** Pixels; the same in the style sheet. */
export const lineHeight = 22;

/** Characters of a line that can be written in place; a longer one is no ID and can only be left out. */
export const longestEditable = 2_000;
