import { createTranslator } from "use-intl/core";
import { allMessages, type Namespace } from "@/lib/i18n/messages";
import { readRequestView } from "@/lib/i18n/request-view";

/** Words for what the server says itself: page titles. */
export async function translate<Subject extends Namespace>(namespace: Subject) {
  const { locale } = await readRequestView();
  return createTranslator({ locale, messages: allMessages(locale), namespace });
}
