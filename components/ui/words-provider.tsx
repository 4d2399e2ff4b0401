"use client";

import type { ReactNode } from "react";
import { IntlProvider, type Messages } from "use-intl";
import type { Locale } from "@/lib/i18n/locales";

interface WordsProviderProps {
  locale: Locale;
  /** The part of the catalogue this page speaks. */
  messages: Partial<Messages>;
  timeZone: string;
  children: ReactNode;
}

export function WordsProvider({ locale, messages, timeZone, children }: WordsProviderProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
