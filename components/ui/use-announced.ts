"use client";

import { useEffect, useRef } from "react";
import { announce } from "./announcer";

const everyMs = 15_000;

/** Tells screen readers a text that changes: at once when it appears, then at most every 15 seconds; null says nothing. */
export function useAnnounced(text: string | null): void {
  const said = useRef({ text: null as string | null, at: 0 });
  useEffect(() => {
    if (text === null || text === said.current.text) return;
    const say = () => {
      said.current = { text, at: Date.now() };
      announce(text);
    };
    const wait = said.current.at + everyMs - Date.now();
    if (wait <= 0) return say();
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [text]);
}
