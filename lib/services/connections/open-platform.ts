import { AppError } from "@/lib/errors";
import { type ConnectedPlatform, connectPlatform, type PlatformConnection } from "@/lib/iotda/connect";
import type { PlatformLog } from "@/lib/iotda/log";
import type { Platform } from "@/lib/iotda/platform";
import { openCredentials } from "@/lib/store/connection-credentials";
import { findConnectionById, type StoredConnection } from "@/lib/store/connection-store";
import type { Database } from "@/lib/store/db";
import { createRateBudget } from "@/lib/store/rate-budget-store";
import type { Sealer } from "@/lib/store/seal";

export interface PlatformRegistryParts {
  database: Database;
  sealer: Sealer;
  /** Calls a second for one connection, over all processes; 0 = no limit. */
  rates: { read: number; write: number; na: number };
  /** Reads in flight at once for one connection. */
  pageConcurrency?: number;
  /** `MUSTER_ALLOWED_ENDPOINTS`. */
  allowedHosts: readonly string[];
  now: () => Date;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  random: () => number;
  log: PlatformLog;
}

export interface PlatformRegistry {
  /**
   * The client of a connection, made once and made again when the connection was changed. Throws `not_found`,
   * `conflict` for an archived one, `upstream_auth` without credentials, `invalid_input` for what cannot be called.
   */
  (connection: { id: number }): Promise<Platform>;
  /** Ends calls in flight. */
  close(): Promise<void>;
}

/** The clients of this process, one per connection; credentials are opened here and nowhere else. */
export function createPlatformRegistry(parts: PlatformRegistryParts): PlatformRegistry {
  const opened = new Map<number, { updatedAt: number; platform: Promise<ConnectedPlatform> }>();

  const open = async ({ id }: { id: number }): Promise<Platform> => {
    const connection = await findConnectionById(parts.database.prisma, id);
    if (!connection) throw new AppError("not_found", "There is no such connection.");
    if (connection.archivedAt) throw new AppError("conflict", "This connection is archived and read only.");
    const updatedAt = connection.updatedAt.getTime();
    const known = opened.get(id);
    if (known?.updatedAt === updatedAt) return known.platform;
    // Kept before it is there, so that calls that come together share it; the one before it may still be in use.
    const platform = connect(connection, parts);
    opened.set(id, { updatedAt, platform });
    platform.catch(() => {
      if (opened.get(id)?.platform === platform) opened.delete(id);
    });
    return platform;
  };
  const close = async () => {
    const platforms = await Promise.allSettled([...opened.values()].map(({ platform }) => platform));
    opened.clear();
    await Promise.all(platforms.map((one) => (one.status === "fulfilled" ? one.value.close() : undefined)));
  };
  return Object.assign(open, { close });
}

async function connect(
  connection: StoredConnection,
  parts: PlatformRegistryParts,
): Promise<ConnectedPlatform> {
  const { credentials } = await openCredentials(parts.database.prisma, connection.id, parts.sealer);
  if (credentials.signIn !== "keys") throw new AppError("unavailable", "Only keys can be used yet.");
  const { database, rates, now, sleep, random, log } = parts;
  const budget = createRateBudget({
    database,
    connectionId: connection.id,
    readPerSecond: rates.read,
    writePerSecond: rates.write,
    sharedPerSecond: connection.kind === "na" ? rates.na : undefined,
    readsAtOnce: parts.pageConcurrency ?? 5,
    sleep,
    random,
  });
  const address = addressOf(connection, parts.allowedHosts);
  return connectPlatform({ ...address, ...credentials }, { budget, now, sleep, random, log });
}

function addressOf(
  connection: StoredConnection,
  allowedHosts: readonly string[],
): Omit<PlatformConnection, "accessKey" | "secretKey" | "securityToken"> {
  const { kind, endpoint, region, projectId, instanceId, signature, source } = connection;
  if (kind !== "v5") throw new AppError("unavailable", "Legacy connections cannot be called yet.");
  if (projectId === null) throw new AppError("invalid_input", "The connection has no project id.");
  // Who sets the environment may point anywhere; an address typed into the settings is checked (security.md S4.1).
  const trusted = source !== "settings";
  return { kind, endpoint, region, projectId, instanceId, signature, trusted, allowedHosts };
}
