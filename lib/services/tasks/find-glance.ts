import { requirePermission } from "@/lib/auth/access";
import { glanceAtTask, type TaskGlance } from "@/lib/store/task-glance";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { findTask } from "./find-task";

/**
 * The task behind an address for who reads its rows, in one look; one we do not hold is searched for as `findTask`
 * does. Throws `not_found` as well for a connection the caller may not see.
 */
export async function findTaskGlance(
  ctx: ServiceContext,
  { connection: slug, taskId }: { connection: string; taskId: string },
): Promise<TaskGlance> {
  requirePermission(ctx.caller, "read", slug);
  const held = await glanceAtTask(ctx.deps.database, slug, taskId, ctx.now());
  return held ?? findTask(ctx, await requireConnection(ctx, slug, "read"), taskId);
}
