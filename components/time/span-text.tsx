"use client";

import { useTranslations } from "use-intl";
import { useNow } from "./clock";
import { splitSpan } from "./split-span";

/** Words for a length of time: "1 h 50 min". */
export function useSpanText(): (milliseconds: number) => string {
  const t = useTranslations("time");
  return (milliseconds) => {
    const span = splitSpan(milliseconds);
    if (span.unit === "s") return t("seconds", { count: span.first });
    if (span.unit === "min") {
      return span.first < 30 && span.second > 0
        ? t("minutesSeconds", { minutes: span.first, seconds: span.second })
        : t("minutes", { count: span.first });
    }
    if (span.unit === "h") return t("hoursMinutes", { hours: span.first, minutes: span.second });
    return t("daysHours", { days: span.first, hours: span.second });
  };
}

/** How long ago, in one or two units; only ever beside the time itself. */
export function Ago({ at }: { at: string }) {
  const t = useTranslations("time");
  const now = useNow(15_000);
  const milliseconds = now.getTime() - new Date(at).getTime();
  const span = splitSpan(milliseconds);
  const amount =
    span.unit === "s"
      ? t("seconds", { count: span.first })
      : span.unit === "min"
        ? t("minutes", { count: span.first })
        : t("hoursMinutes", { hours: span.first, minutes: span.second });
  return <>{t("ago", { amount })}</>;
}
