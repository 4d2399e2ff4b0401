import { AppError } from "@/lib/errors";
import type { Platform } from "@/lib/iotda/platform";
import type { StoredConnection } from "@/lib/store/connection-store";
import type { ServiceContext } from "../context";

/** The connection's platform; throws `conflict` for one that stores no files (legacy), before anything is written. */
export async function requireFiles(ctx: ServiceContext, connection: StoredConnection): Promise<Platform> {
  const platform = await ctx.deps.platformFor(connection);
  if (platform.features.files) return platform;
  throw new AppError("conflict", "The legacy API of the platform stores no files.");
}
