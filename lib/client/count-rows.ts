const [quote, lineEnd] = [0x22, 0x0a];

/** Counts the records of a CSV file as its bytes come; the line of headings is not one. */
export function createRowCounter() {
  let isQuoted = false;
  let lines = 0;
  return {
    take(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === quote) isQuoted = !isQuoted;
        else if (byte === lineEnd && !isQuoted) lines += 1;
      }
    },
    count: () => Math.max(0, lines - 1),
  };
}
