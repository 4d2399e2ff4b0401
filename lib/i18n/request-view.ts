import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import {
  isTheme,
  knownTimeZone,
  type Locale,
  localeCookie,
  negotiateLocale,
  type Theme,
  themeCookie,
  timeZoneCookie,
} from "./locales";

/** How this reader wants to see things: view settings only, never who they are. */
export interface RequestView {
  locale: Locale;
  /** Null follows the system. */
  theme: Theme | null;
  timeZone: string;
  /** Milliseconds since 1970: the moment the page is made, the same in the HTML and in the first render. */
  now: number;
}

export const readRequestView = cache(async (): Promise<RequestView> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const theme = jar.get(themeCookie)?.value;
  return {
    locale: negotiateLocale(jar.get(localeCookie)?.value, sent.get("accept-language")),
    theme: isTheme(theme) ? theme : null,
    timeZone: knownTimeZone(decodeURIComponent(jar.get(timeZoneCookie)?.value ?? "")),
    now: Date.now(),
  };
});
