import { useSyncExternalStore } from "react";
import { rememberView } from "./view-cookie";

export const densities = ["compact", "normal", "roomy"] as const;
export type Density = (typeof densities)[number];

/** How the rows of a task are shown: a habit of the reader, not a part of what an address says. */
export interface RowLook {
  density: Density;
  /** Keys of columns that are left out. */
  hidden: readonly string[];
}

const cookie = "muster.rows";
const usual: RowLook = { density: "normal", hidden: [] };
const listeners = new Set<() => void>();
let current: RowLook | null = null;

/** `compact:k-tries,k-seen`. */
function readLook(): RowLook {
  const [, value = ""] = /(?:^|; )muster\.rows=([^;]*)/.exec(document.cookie) ?? [];
  const [word, columns = ""] = decodeURIComponent(value).split(":");
  const density = densities.find((each) => each === word) ?? usual.density;
  return { density, hidden: columns.split(",").filter((key) => /^k-[a-z]+$/.test(key)) };
}

export function changeRowLook(look: RowLook): void {
  current = look;
  rememberView(cookie, `${look.density}:${look.hidden.join(",")}`);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function lookNow(): RowLook {
  current ??= readLook();
  return current;
}

export function useRowLook(): RowLook {
  return useSyncExternalStore(subscribe, lookNow, () => usual);
}
