"use client";

import { type ReactNode, useMemo } from "react";
import { IntlProvider, useLocale, useMessages } from "use-intl";
import type { Locale } from "@/lib/i18n/locales";

interface WordsProviderProps {
  /** Messages by namespace, as JSON. */
  text: string;
  children: ReactNode;
}

export function CommonWordsProvider({
  locale,
  timeZone,
  text,
  children,
}: WordsProviderProps & { locale: Locale; timeZone: string }) {
  const messages = useMemo(() => JSON.parse(text), [text]);
  return (
    <IntlProvider locale={locale} timeZone={timeZone} messages={messages}>
      {children}
    </IntlProvider>
  );
}

export function WordsProvider({ text, children }: WordsProviderProps) {
  const outer = useMessages();
  const messages = useMemo(() => ({ ...outer, ...JSON.parse(text) }), [outer, text]);
  return (
    <IntlProvider locale={useLocale()} messages={messages}>
      {children}
    </IntlProvider>
  );
}
