"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { type LiveState, off, readLive, subscribeLive } from "./live-state";

/**
 * Holds the stream of a task, or with null of the connection, for as long as the caller is shown. It brings the parser
 * of the contracts with it, so it is loaded after the page; without it polling goes on.
 */
export function useLive(connection: string, taskId: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let gone = false;
    let release = () => {};
    import("./live-feed").then(
      ({ holdLiveFeed }) => {
        if (!gone) release = holdLiveFeed(queryClient, { connection, taskId });
      },
      () => {},
    );
    return () => {
      gone = true;
      release();
    };
  }, [queryClient, connection, taskId]);
}

export function useLiveState(connection: string, taskId: string | null): LiveState {
  return useSyncExternalStore(
    subscribeLive,
    () => readLive({ connection, taskId }),
    () => off,
  );
}
