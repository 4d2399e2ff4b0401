"use client";

import { useTranslations } from "use-intl";
import { useNow } from "../time/clock";
import { useSpanText } from "../time/span-text";
import { timeLeft } from "./file-rows";

/** When the list was read: the server's word for it, and our clock when it came, in milliseconds. */
export interface ReadMoment {
  readAt: string;
  receivedAt: number;
}

/** Moves on every ten seconds; whole minutes need no more. */
const step = 10_000;

/** Words for what is left of a file's hour: "39 min"; null when it is over. */
export function useTimeLeft(read: ReadMoment): (expiresAt: string) => string | null {
  const t = useTranslations("files");
  const now = useNow(step);
  const span = useSpanText();
  return (expiresAt) => {
    const left = timeLeft(expiresAt, { ...read, now: now.getTime() });
    if (left <= 0) return null;
    if (left < 60_000) return t("underAMinute");
    return span(Math.floor(left / 60_000) * 60_000);
  };
}
