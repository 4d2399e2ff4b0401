import type { Locale } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import type { WorkbookWords } from "./words";

const words: Record<Locale, WorkbookWords> = { en: en.workbook, "zh-CN": zhCN.workbook };

/** The texts of templates and marked workbooks, for who reads them. */
export function workbookWords(locale: Locale): WorkbookWords {
  return words[locale];
}
