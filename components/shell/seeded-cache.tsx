"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { readSeeds, type Seed } from "@/lib/client/seeds";

/** Puts what the server read into the cache before the page is made: it begins with data, not with questions. */
export function SeededCache({ seeds = "[]", children }: { seeds?: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const held = useMemo(() => {
    const isHeld = ({ key }: Seed) => queryClient.getQueryData(key) !== undefined;
    const all = readSeeds(seeds);
    const [before, fresh] = [all.filter(isHeld), all.filter((seed) => !isHeld(seed))];
    for (const { key, data, at } of fresh) queryClient.setQueryData(key, data, { updatedAt: at });
    return before;
  }, [queryClient, seeds]);
  // What the page before this one may still show must not change while this one is being made.
  useEffect(() => {
    for (const { key, data, at } of held) {
      const state = queryClient.getQueryState(key);
      if (!state || state.dataUpdatedAt < at) queryClient.setQueryData(key, data, { updatedAt: at });
    }
  }, [queryClient, held]);
  return children;
}
