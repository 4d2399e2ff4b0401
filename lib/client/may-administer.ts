import type { CallerInfo } from "@/lib/contracts/session";

/** Whether the settings of all connections are open to this caller; the server decides again with each call. */
export function mayAdminister(caller: Pick<CallerInfo, "kind" | "grants">): boolean {
  return caller.kind === "person" && (caller.grants["*"]?.includes("administrator") ?? false);
}
