import type { CallerInfo } from "@/lib/contracts/session";
import type { ServiceContext } from "../context";

/** Who is asking, as the shell shows it; roles are those of this very request. */
export async function showCaller({ ctx }: { ctx: ServiceContext }): Promise<CallerInfo> {
  const { id, name, email, kind, secondFactor, grants } = ctx.caller;
  return { id, name, email, kind, secondFactor, grants };
}
