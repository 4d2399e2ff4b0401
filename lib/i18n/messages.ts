import "server-only";
import compile from "icu-minify/compile";
import type { Locale } from "./locales";
import en from "./messages/en.json";
import zhCN from "./messages/zh-CN.json";

export type Messages = typeof en;
export type Namespace = keyof Messages;

const catalogues: Record<Locale, Messages> = { en: compileAll(en), "zh-CN": compileAll(zhCN) };

/** What every page needs, its error among it: the rest is sent only to the pages that show it. */
export const commonNamespaces = [
  "common",
  "time",
  "fresh",
  "problem",
  "hint",
  "upstream",
  "status",
  "type",
  "errorPage",
] as const satisfies Namespace[];

const texts = new Map<string, string>();

/**
 * The part of a catalogue a page sends to the browser, as JSON: React would walk through the messages one by one for
 * every reader, here and there.
 */
export function messagesText(locale: Locale, namespaces: readonly Namespace[]): string {
  const key = [locale, ...namespaces].join(" ");
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(Object.fromEntries(namespaces.map((name) => [name, catalogues[locale][name]])));
  texts.set(key, text);
  return text;
}

export function allMessages(locale: Locale): Messages {
  return catalogues[locale];
}

type Tree = { [key: string]: string | Tree };

/**
 * ICU messages as the small form `use-intl/format-message/format-only` reads (next.config.ts chooses it), so that
 * neither side parses them again. The keys stay, which is all the type promises.
 */
function compileAll(messages: Messages): Messages {
  const walk = (tree: Tree): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [
        key,
        typeof value === "string" ? compile(value) : walk(value),
      ]),
    );
  // Through JSON, because only plain objects travel to the browser, and the compiler's have no prototype.
  return JSON.parse(JSON.stringify(walk(messages)));
}
