const lastCode = 0x10ffff;
/** Halves of pairs are no letters. */
const nextCode = (code: number): number => (code === 0xd7ff ? 0xe000 : code + 1);

/**
 * What all texts that start with `q` come before, by their bytes as the index has them; null: there is no such text. A
 * range can be planned before its ends are known, a LIKE cannot.
 */
export function endOfStart(q: string): string | null {
  const letters = [...q];
  for (let letter = letters.pop(); letter !== undefined; letter = letters.pop()) {
    const code = letter.codePointAt(0) ?? lastCode;
    if (code < lastCode) return `${letters.join("")}${String.fromCodePoint(nextCode(code))}`;
  }
  return null;
}
