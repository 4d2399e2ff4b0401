"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useLocale } from "use-intl";

type Translate = (text: string) => string;

/** Sentences of the server are English; most readers never meet one, so what says them in their language comes late. */
const loaders: Readonly<Record<string, () => Promise<{ translate: Translate }>>> = {
  "zh-CN": () => import("@/lib/i18n/sentences/in-chinese"),
};
const asItCame: Translate = (text) => text;

const loaded = new Map<string, Translate>();
const loading = new Set<string>();
const listeners = new Set<() => void>();

async function load(locale: string): Promise<void> {
  if (loading.has(locale)) return;
  loading.add(locale);
  const book = await loaders[locale]?.().catch(() => null);
  // English is better than nothing.
  loaded.set(locale, book?.translate ?? asItCame);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the server wrote, in the reader's language, as far as it is known there. */
export function useServerText(): Translate {
  const locale = useLocale();
  const translate = useSyncExternalStore(
    listen,
    () => loaded.get(locale),
    () => undefined,
  );
  return useCallback(
    (text) => {
      if (!Object.hasOwn(loaders, locale)) return text;
      if (translate) return translate(text);
      if (typeof window !== "undefined") void load(locale);
      return "…";
    },
    [locale, translate],
  );
}
