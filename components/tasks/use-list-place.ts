"use client";

import { useMemo } from "react";
import type { ListPlace } from "@/lib/client/task-list-queries";
import { useTimeZone } from "../time/clock";

/** Whose list it is and in which zone its days are counted. */
export function useListPlace(connection: string, personId: string): ListPlace {
  const timeZone = useTimeZone();
  return useMemo(() => ({ connection, personId, timeZone }), [connection, personId, timeZone]);
}
