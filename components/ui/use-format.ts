"use client";

import { useLocale } from "use-intl";
import { sharePercent } from "@/lib/domain/progress";

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Grouped digits: 8,600. */
export function useFormatNumber(): (value: number) => string {
  const locale = useLocale();
  let format = numberFormats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale);
    numberFormats.set(locale, format);
  }
  return (value) => format.format(value);
}

/** A share as it may be said: 84.6%, 100% only when complete, <0.1% for a little. */
export function formatShare(part: number, whole: number): string {
  const { value, bound } = sharePercent(part, whole);
  const digits = value === 0 || value === 100 ? String(value) : value.toFixed(1);
  return `${bound === "below" ? "<" : bound === "above" ? ">" : ""}${digits}%`;
}
