import type { Connection } from "@/lib/contracts/connections";
import type { CallerInfo } from "@/lib/contracts/session";

export type CreateHindrance = "no_permission" | "archived" | "read_only";

/**
 * Why the caller cannot start a new task here, or null. It only decides what a button says; the server
 * decides again when the task is sent.
 */
export function createHindrance(caller: CallerInfo, connection: Connection): CreateHindrance | null {
  const roles = [...(caller.grants[connection.slug] ?? []), ...(caller.grants["*"] ?? [])];
  if (!roles.includes("operator") && !roles.includes("administrator")) return "no_permission";
  if (connection.archived) return "archived";
  return connection.readOnly ? "read_only" : null;
}
