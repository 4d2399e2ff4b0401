import type { ReactNode } from "react";
import { CommonWordsProvider, WordsProvider } from "@/components/ui/words-provider";
import { commonNamespaces, messagesText, type Namespace } from "@/lib/i18n/messages";
import { readRequestView } from "@/lib/i18n/request-view";

/** Gives everything the words that every page needs, in the reader's language and zone. */
export async function CommonWords({ children }: { children: ReactNode }) {
  const { locale, timeZone } = await readRequestView();
  return (
    <CommonWordsProvider locale={locale} timeZone={timeZone} text={messagesText(locale, commonNamespaces)}>
      {children}
    </CommonWordsProvider>
  );
}

/** Gives the page below the words of its own subjects, beside those it has. */
export async function Words({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const { locale } = await readRequestView();
  return <WordsProvider text={messagesText(locale, of)}>{children}</WordsProvider>;
}
