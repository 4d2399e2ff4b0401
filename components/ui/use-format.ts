"use client";

import { useLocale } from "use-intl";

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
