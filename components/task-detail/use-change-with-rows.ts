"use client";

import { useCallback, useLayoutEffect, useRef } from "react";
import type { HistoryMode } from "@/lib/client/address";
import type { TaskDetailState } from "@/lib/client/task-detail-url";
import type { ChangeTaskState } from "./show-rows";

/** Milliseconds a change waits for its rows: what comes sooner is drawn once, not first its tab and then its rows. */
const patienceMs = 60;

interface Waiting {
  part: Partial<TaskDetailState>;
  mode: HistoryMode;
  timer: ReturnType<typeof setTimeout>;
}

export interface RowChanges {
  /** At once. */
  change: ChangeTaskState;
  /** With the rows it brings, if they are quick. */
  changeWithRows: ChangeTaskState;
}

/** Changes of what the page shows, in the order they were made; `read` resolves when a change's rows are here. */
export function useChangeWithRows(
  write: ChangeTaskState,
  read: (part: Partial<TaskDetailState>) => Promise<void>,
): RowChanges {
  const waiting = useRef<Waiting | null>(null);
  const carryOut = useCallback(() => {
    if (!waiting.current) return;
    const { part, mode, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    write(part, mode);
  }, [write]);
  const change: ChangeTaskState = useCallback(
    (part, mode) => {
      carryOut();
      write(part, mode);
    },
    [carryOut, write],
  );
  const changeWithRows: ChangeTaskState = useCallback(
    (part, mode) => {
      carryOut();
      const mine = { part, mode, timer: setTimeout(carryOut, patienceMs) };
      waiting.current = mine;
      void read(part).then(() => {
        if (waiting.current === mine) carryOut();
      });
    },
    [carryOut, read],
  );
  // On another page it would change that one's address.
  useLayoutEffect(
    () => () => {
      clearTimeout(waiting.current?.timer);
      waiting.current = null;
    },
    [],
  );
  return { change, changeWithRows };
}
