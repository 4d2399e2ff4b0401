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

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whoever travels opens the page again sooner or later. */
function onReturn(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
}

/**
 * Gives the page one clock: the server's moment and zone in the first render, the browser's own after it. The zone is
 * asked for here, since it takes a browser long and everything that tells a time would ask with every render.
 */
export function ClockProvider({ now, timeZone, children }: FirstRender & { children: ReactNode }) {
  const zone = useSyncExternalStore(onReturn, browserZone, () => timeZone);
  const first = useMemo(() => ({ now, timeZone: zone }), [now, zone]);
  useEffect(() => {
    // The cookie lets the server write times in the reader's zone, so that they do not jump when the page wakes.
    if (zone !== timeZone) rememberView(timeZoneCookie, zone);
  }, [zone, timeZone]);
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
  return useContext(FirstRenderContext).timeZone;
}

/** Everything the time formatters ask for. */
export function useTimeView(stepMs = 60_000): TimeView {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useNow(stepMs);
  return useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now]);
}
