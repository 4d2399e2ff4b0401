import type { ReactNode } from "react";
import { WordsProvider } from "@/components/ui/words-provider";
import { type Namespace, pickMessages } from "@/lib/i18n/messages";
import { readRequestView } from "@/lib/i18n/request-view";

/** Gives the page below the common words and those of its own subjects, in the reader's language. */
export async function Words({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const { locale, timeZone } = await readRequestView();
  return (
    <WordsProvider locale={locale} timeZone={timeZone} messages={pickMessages(locale, of)}>
      {children}
    </WordsProvider>
  );
}
