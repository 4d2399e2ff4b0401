import { AppError } from "@/lib/errors";
import { type ConnectedPlatform, connectPlatform } from "@/lib/iotda/connect";
import type { PlatformLog } from "@/lib/iotda/log";
import type { Platform } from "@/lib/iotda/platform";
import { findClockOffset, saveClockOffset } from "@/lib/store/connection-clock";
import { openCredentials } from "@/lib/store/connection-credentials";
import { findConnectionById, type StoredConnection } from "@/lib/store/connection-store";
import type { Database } from "@/lib/store/db";
import { createTokenVault } from "@/lib/store/platform-token-store";
import { createRateBudget } from "@/lib/store/rate-budget-store";
import type { Sealer } from "@/lib/store/seal";
import { createBlockedTrail } from "./blocked-trail";
import { guardWrites } from "./guard-writes";
import { toPlatformConnection } from "./platform-connection";

export interface PlatformRegistryParts {
  database: Database;
  sealer: Sealer;
  /** Calls a second, over all processes, for a connection that has no rates of its own; 0 = no limit. */
  rates: { read: number; write: number; na: number };
  /** Reads in flight at once, for a connection that does not say. */
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
  const replaced = new Set<Promise<ConnectedPlatform>>();
  const noteBlocked = createBlockedTrail(parts);

  /** Calls that are under way end in peace, a crawl included. */
  const replace = (platform: Promise<ConnectedPlatform>): void => {
    replaced.add(platform);
    platform
      .then((former) => former.retire())
      .catch(() => undefined)
      .finally(() => replaced.delete(platform));
  };
  const open = async ({ id }: { id: number }): Promise<Platform> => {
    const connection = await findConnectionById(parts.database.prisma, id);
    if (!connection) throw new AppError("not_found", "There is no such connection.");
    if (connection.archivedAt) throw new AppError("conflict", "This connection is archived and read only.");
    const updatedAt = connection.updatedAt.getTime();
    const known = opened.get(id);
    if (known?.updatedAt === updatedAt) return known.platform;
    // Kept before it is there, so that calls that come together share it.
    const platform = connect(connection, parts, noteBlocked);
    opened.set(id, { updatedAt, platform });
    if (known) replace(known.platform);
    platform.catch(() => {
      if (opened.get(id)?.platform === platform) opened.delete(id);
    });
    return platform;
  };
  const close = async () => {
    const all = [...[...opened.values()].map(({ platform }) => platform), ...replaced];
    opened.clear();
    const platforms = await Promise.allSettled(all);
    await Promise.all(platforms.map((one) => (one.status === "fulfilled" ? one.value.close() : undefined)));
  };
  return Object.assign(open, { close });
}

async function connect(
  connection: StoredConnection,
  parts: PlatformRegistryParts,
  noteBlocked: (slug: string) => void,
): Promise<ConnectedPlatform> {
  const { database, sealer, now, sleep, random, log } = parts;
  const connectionId = connection.id;
  const secrets = await openCredentials(database.prisma, connectionId, sealer);
  return connectPlatform(toPlatformConnection(connection, secrets, parts.allowedHosts), {
    ...{ now, sleep, random, log },
    budget: budgetOf(connection, parts),
    onBlocked: () => noteBlocked(connection.slug),
    vault: createTokenVault({ database, connection, sealer }),
    clock: {
      offsetMs: await findClockOffset(database.prisma, connectionId),
      onOffset(offsetMs) {
        const saving = saveClockOffset(database.prisma, { connectionId, offsetMs, seenAt: now() });
        saving.catch(() => log.warn({}, "What the clocks differ by could not be kept."));
      },
    },
  });
}

function budgetOf(
  connection: StoredConnection,
  { database, rates, pageConcurrency, sleep, random }: PlatformRegistryParts,
) {
  const { id: connectionId, kind, rateRead, rateWrite } = connection;
  const budget = createRateBudget({
    ...{ database, connectionId, sleep, random },
    readPerSecond: rateRead ?? rates.read,
    writePerSecond: rateWrite ?? rates.write,
    sharedPerSecond: kind === "na" ? (rateRead ?? rates.na) : undefined,
    readsAtOnce: connection.pageConcurrency ?? pageConcurrency ?? 5,
  });
  return guardWrites(budget, { database, connectionId });
}
