export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = "muster_locale";
export const themeCookie = "muster_theme";
export const timeZoneCookie = "muster_tz";
export const lastConnectionCookie = "muster_connection";
/** Set for as long as the offer of a second factor stays away. */
export const offerLaterCookie = "muster_second_factor_later";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function isLocale(value: string | undefined): value is Locale {
  return (locales as readonly (string | undefined)[]).includes(value);
}

export function isTheme(value: string | undefined): value is Theme {
  return (themes as readonly (string | undefined)[]).includes(value);
}

/** The person's own choice, else the first language of the browser that we speak, else English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag: tag.toLowerCase(), weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}

/** A zone name this runtime can compute with; UTC for anything else. */
export function knownTimeZone(name: string | undefined): string {
  if (!name) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
