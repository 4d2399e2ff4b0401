import { requirePermission } from "@/lib/auth/access";
import { AppError } from "@/lib/errors";
import { findFreeze, type StoredFreeze } from "@/lib/store/frozen-store";
import type { ServiceContext } from "../context";

export interface FrozenPlace {
  connection: string;
  taskId: string;
  key: string;
}

/** The freeze behind an address; `not_found` as well for one of another task or connection. The platform is not asked. */
export async function findFrozen(ctx: ServiceContext, place: FrozenPlace): Promise<StoredFreeze> {
  requirePermission(ctx.caller, "read", place.connection);
  const found = await findFreeze(ctx.deps.database, place);
  if (found) return found;
  throw new AppError("not_found", "There is no frozen view of this task by that key.");
}
