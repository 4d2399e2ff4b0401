import en from "@/lib/i18n/messages/en.json";

const texts: Readonly<Record<string, { title: string; hint: string }>> = en.upstream;

/** What to do about a failure, in English, for those who read the API; pages find it by the key in their language. */
export function englishHint(key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key]?.hint : undefined;
}
