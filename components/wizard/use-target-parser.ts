"use client";

import { useCallback, useEffect, useRef } from "react";
import { parseTargetList, type TargetList } from "@/lib/domain/target-list";

/** A worker that reads target lists; without one (blocked, or lost) the list is read here. */
export function useTargetParser(): (text: string) => Promise<TargetList> {
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, { text: string; done: (list: TargetList) => void }>());
  const lastId = useRef(0);

  useEffect(() => {
    const pending = waiting.current;
    const readHere = () => {
      worker.current?.terminate();
      worker.current = null;
      for (const { text, done } of pending.values()) done(parseTargetList(text));
      pending.clear();
    };
    try {
      const made = new Worker(new URL("./parse-targets.worker.ts", import.meta.url), { type: "module" });
      made.addEventListener("message", ({ data }: MessageEvent<{ id: number; list: TargetList }>) => {
        pending.get(data.id)?.done(data.list);
        pending.delete(data.id);
      });
      made.addEventListener("error", readHere);
      worker.current = made;
    } catch {
      readHere();
    }
    return readHere;
  }, []);

  return useCallback((text) => {
    const reader = worker.current;
    if (!reader) return Promise.resolve(parseTargetList(text));
    lastId.current += 1;
    const id = lastId.current;
    return new Promise((done) => {
      waiting.current.set(id, { text, done });
      reader.postMessage({ id, text });
    });
  }, []);
}
