import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { findWorkbookColumns, workbookRules, workbookTypes } from "@/lib/domain/workbook-columns";
import { locales } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en.json";
import { refusals } from "./refusals";
import { fillWords } from "./words";
import { workbookWords } from "./workbook-words";

describe("the words of workbooks", () => {
  it("say of every rule for rows what is wrong", () => {
    for (const rule of workbookRules)
      expect(en.workbook).toHaveProperty(rule, expect.stringMatching(/^[A-Z].*\.$/));
  });

  it("say of every refusal what to do", () => {
    for (const rule of [...Object.keys(refusals), "busy"]) {
      expect(en.hint).toHaveProperty(`workbook_${rule}`, expect.stringMatching(/^[A-Z].*\.$/));
    }
  });

  it("explain every column, and no other", () => {
    const headings = workbookTypes.flatMap((type) =>
      (findWorkbookColumns(type) ?? []).map(({ heading }) => heading),
    );
    expect(Object.keys(en.workbook.column).sort()).toEqual([...new Set(headings)].sort());
  });

  it.each(locales)("read the same in threads as on screens (%s)", (locale) => {
    const words = workbookWords(locale);
    const values = {
      length: 5,
      min: 1,
      max: 9,
      row: 7,
      lengths: "40 / 64",
      choices: "A / B",
      marks: "_?'#().,&%@!-",
    };
    const t = createTranslator({ locale, messages: { words } as never });
    const rules = workbookRules.map((rule) => [rule, words[rule]] as const);
    const kinds = Object.entries(words.takes).map(([kind, text]) => [`takes.${kind}`, text] as const);
    for (const [path, text] of [...rules, ...kinds]) {
      expect(fillWords(text, values), path).toBe(t(`words.${path}` as never, values as never));
    }
  });

  it("fill places they have values for only", () => {
    expect(fillWords("{a} {b} {toString}", { a: 1 })).toBe("1 {b} {toString}");
  });
});
