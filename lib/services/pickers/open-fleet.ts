import type { Permission } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";
import type { Platform } from "@/lib/iotda/platform";
import type { StoredConnection } from "@/lib/store/connection-store";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";

/** The living connection and its platform; `conflict` where the platform lists no devices, groups and products. */
export async function openFleet(
  ctx: ServiceContext,
  slug: string,
  permission: Permission,
): Promise<{ connection: StoredConnection; platform: Platform }> {
  const connection = requireLiving(await requireConnection(ctx, slug, permission));
  const platform = await ctx.deps.platformFor(connection);
  if (!platform.features.fleet) {
    throw new AppError("conflict", "The legacy API of the platform does not offer this.");
  }
  return { connection, platform };
}
