import "server-only";
import type { Locale } from "./locales";
import en from "./messages/en.json";
import zhCN from "./messages/zh-CN.json";

export type Messages = typeof en;
export type Namespace = keyof Messages;

const catalogues: Record<Locale, Messages> = { en, "zh-CN": zhCN };

/** What every page needs: the rest is sent only to the pages that show it. */
export const commonNamespaces = [
  "common",
  "time",
  "fresh",
  "problem",
  "status",
  "type",
] as const satisfies Namespace[];

/** The part of a catalogue a page sends to the browser. */
export function pickMessages(locale: Locale, namespaces: readonly Namespace[]): Partial<Messages> {
  const catalogue = catalogues[locale];
  return Object.fromEntries([...commonNamespaces, ...namespaces].map((name) => [name, catalogue[name]]));
}

export function allMessages(locale: Locale): Messages {
  return catalogues[locale];
}
