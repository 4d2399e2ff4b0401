import type { Advice, CauseNote } from "@/lib/contracts/advice";
import type { Locale } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { fillWords } from "./words";

const catalogues = { en, "zh-CN": zhCN } as const;

/**
 * What console and team say about a cause, in one cell: verdict, sentence, and the team's note behind them. Null when
 * nobody has said anything.
 */
export function adviceWords(
  locale: Locale,
  { advice, note }: { advice: Advice | null; note: CauseNote | null },
): string | null {
  const { workbook, causes } = catalogues[locale];
  const verdict = note?.verdict ?? advice?.verdict ?? null;
  const text = advice && sentenceOf(locale, advice.key);
  const told =
    verdict && text
      ? fillWords(workbook.results.advice, { verdict: causes.verdicts[verdict], text })
      : (verdict && causes.verdicts[verdict]) || text;
  const noted = note && fillWords(workbook.results.note, { text: note.text });
  return [told, noted].filter(Boolean).join(" ") || null;
}

function sentenceOf(locale: Locale, key: string): string | null {
  const { upstream, advice } = catalogues[locale];
  const known: Readonly<Record<string, { hint?: string } | undefined>> = upstream;
  const texts: Readonly<Record<string, string | undefined>> = advice;
  return known[key]?.hint ?? texts[key] ?? null;
}
