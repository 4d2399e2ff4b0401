import { describe, expect, it } from "vitest";
import { splitUnsafe } from "./safe-characters";

const read = (text: string, multiline = false) =>
  splitUnsafe(text, { multiline })
    .map((part) => (part.code ? `[${part.text}]` : part.text))
    .join("");

describe("splitUnsafe", () => {
  it("leaves ordinary text alone, whatever its language", () => {
    expect(splitUnsafe("Not enough storage 存储不足 ✓ שלום", { multiline: false })).toEqual([
      { start: 0, text: "Not enough storage 存储不足 ✓ שלום", code: null },
    ]);
    expect(splitUnsafe("", { multiline: false })).toEqual([]);
  });

  it("shows control, bidirectional and invisible characters as symbols", () => {
    expect(read("a\u0000b\u001b[31m")).toBe("a[␀]b[␛][31m");
    expect(read("abc\u202Etxt.exe\u2066x\u200By\uFEFF")).toBe("abc[U+202E]txt.exe[U+2066]x[U+200B]y[U+FEFF]");
    expect(read("\u007f\u0085")).toBe("[␡][U+0085]");
  });

  it("keeps line breaks and tabs only where there are lines", () => {
    expect(read("a\n\tb", true)).toBe("a\n\tb");
    expect(read("a\nb")).toBe("a[␊]b");
  });
});
