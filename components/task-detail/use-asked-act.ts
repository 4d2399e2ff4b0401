"use client";

import { useEffect } from "react";
import type { Task } from "@/lib/contracts/tasks";
import { actOnCauses } from "./act-request";
import type { Acts } from "./use-acts";

/** Opens the dialog that a frame sent here for (`#rerun` of the causes filtered by, `#delete`), once: the address forgets it. */
export function useAskedAct(
  { capabilities }: Task,
  { ask, embedded }: Acts,
  causes: readonly string[],
): void {
  useEffect(() => {
    const { hash, pathname, search } = window.location;
    const act = hash.slice(1);
    if (embedded || (act !== "rerun" && act !== "delete")) return;
    window.history.replaceState(window.history.state, "", pathname + search);
    if (!capabilities[act].allowed) return;
    if (act === "delete") return ask({ kind: "delete" });
    ask({ kind: "rerun", request: causes.length > 0 ? actOnCauses("rerun", causes, null) : null });
  }, [capabilities, ask, embedded, causes]);
}
