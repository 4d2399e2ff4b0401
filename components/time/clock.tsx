"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import { useLocale } from "use-intl";
import { rememberView } from "@/lib/client/view-cookie";
import { timeZoneCookie } from "@/lib/i18n/locales";
import type { TimeView } from "./format-time";

interface FirstRender {
  now: number;
  timeZone: string;
}

const FirstRenderContext = createContext<FirstRender>({ now: 0, timeZone: "UTC" });

const never = () => () => {};

let zone: string | null = null;
/** Kept, since it takes a browser long: everything that tells a time asks with every render. */
function browserZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}

/** Gives the page one clock: the server's moment and zone in the first render, the browser's own after it. */
export function ClockProvider({ now, timeZone, children }: FirstRender & { children: ReactNode }) {
  // Never another one while the page wakes: React throws away a sleeping part whose context changes.
  const first = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  useEffect(() => {
    // Whoever travels comes back to the page in another zone.
    const forget = () => {
      zone = null;
    };
    document.addEventListener("visibilitychange", forget);
    return () => document.removeEventListener("visibilitychange", forget);
  }, []);
  useEffect(() => {
    // The cookie lets the server write times in the reader's zone, so that they do not jump when the page wakes.
    if (browserZone() === timeZone) return;
    rememberView(timeZoneCookie, browserZone());
  }, [timeZone]);
  return <FirstRenderContext value={first}>{children}</FirstRenderContext>;
}

/** The time, moving in steps: a step of 1,000 ms makes the caller render once a second. */
export function useNow(stepMs: number): Date {
  const { now } = useContext(FirstRenderContext);
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, stepMs);
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  const time = useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => now,
  );
  return useMemo(() => new Date(time), [time]);
}

export function useTimeZone(): string {
  const { timeZone } = useContext(FirstRenderContext);
  return useSyncExternalStore(never, browserZone, () => timeZone);
}

/** Everything the time formatters ask for. */
export function useTimeView(stepMs = 60_000): TimeView {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useNow(stepMs);
  return useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now]);
}
