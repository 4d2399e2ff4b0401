import { randomUUID } from "node:crypto";
import type { TokenState, TokenVault } from "@/lib/domain/token-vault";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Database, Db, Tx } from "./db";
import { type Sealer, sealedKeyId } from "./seal";

/** Longer than a sign-in may take. */
export const tokenLeaseMs = 60_000;

/**
 * The one token of a connection, sealed, and the right to renew it; one vault a client. `connection` is as it was when
 * its credentials were opened: with old ones nobody may sign in.
 */
export function createTokenVault(options: {
  database: Database;
  connection: { id: number; updatedAt: Date };
  sealer: Sealer;
}): TokenVault {
  const { connection, sealer } = options;
  const { id: connectionId, updatedAt } = connection;
  const db = options.database.prisma;
  const owner = randomUUID();
  const mine = { connectionId, leaseOwner: owner };
  const freed = { leaseOwner: null, leaseUntil: null };
  return {
    async read() {
      const living = await db.connection.findUnique({
        where: { id: connectionId },
        select: { updatedAt: true },
      });
      const replaced = living?.updatedAt.getTime() !== updatedAt.getTime();
      return { ...(await readToken(db, connectionId, sealer)), replaced };
    },

    async take(generation, now) {
      await db.$executeRaw`INSERT INTO platform_token (connection_id) VALUES (${connectionId}) ON CONFLICT DO NOTHING`;
      const until = new Date(now.getTime() + tokenLeaseMs);
      const taken = await db.$executeRaw`
        UPDATE platform_token SET lease_owner = ${owner}, lease_until = ${until}::timestamptz
        WHERE connection_id = ${connectionId} AND generation = ${generation}
          AND (lease_until IS NULL OR lease_until <= ${now}::timestamptz)
          AND (blocked_until IS NULL OR blocked_until <= ${now}::timestamptz)
          AND EXISTS (SELECT FROM connection c WHERE c.id = connection_id AND c.updated_at = ${updatedAt}::timestamptz)`;
      return taken === 1;
    },

    async save({ token, expiresAt, refreshToken, refreshUntil }) {
      const data = {
        ...{ ...freed, expiresAt, refreshUntil, blockedUntil: null, failure: Prisma.DbNull },
        tokenSealed: sealer.seal(token, placeOf(connectionId, "token")),
        refreshSealed:
          refreshToken === null ? null : sealer.seal(refreshToken, placeOf(connectionId, "refresh")),
        generation: { increment: 1 },
      };
      const [row] = await db.platformToken.updateManyAndReturn({ where: mine, data });
      return row ? { token, expiresAt, refreshToken, refreshUntil, generation: row.generation } : null;
    },

    async block({ until, failure, dropToken }) {
      const dropped = dropToken ? noToken : {};
      const data = { ...freed, ...dropped, blockedUntil: until, failure: { ...failure } };
      await db.platformToken.updateMany({ where: mine, data });
    },

    async giveBack() {
      await db.platformToken.updateMany({ where: mine, data: freed });
    },
  };
}

const noToken = { tokenSealed: null, expiresAt: null, refreshSealed: null, refreshUntil: null };

/** Other credentials: the token of the old ones goes, a block ends, and whoever is signing in with them cannot save. */
export async function forgetToken(db: Db, connectionId: number): Promise<void> {
  const idle = { leaseOwner: null, leaseUntil: null, blockedUntil: null, failure: Prisma.DbNull };
  await db.platformToken.updateMany({
    where: { connectionId },
    data: { ...noToken, ...idle, generation: { increment: 1 } },
  });
}

async function readToken(
  db: Db,
  connectionId: number,
  sealer: Sealer,
): Promise<Omit<TokenState, "replaced">> {
  const row = await db.platformToken.findUnique({ where: { connectionId } });
  if (row === null) return { generation: 0, token: null, blocked: null };
  const { generation, tokenSealed, expiresAt, refreshSealed, refreshUntil, blockedUntil, failure } = row;
  const open = (sealed: string | null, field: TokenField) =>
    sealed === null ? null : sealer.open(sealed, placeOf(connectionId, field));
  const token = open(tokenSealed, "token");
  const refreshToken = open(refreshSealed, "refresh");
  return {
    generation,
    token:
      token === null || expiresAt === null
        ? null
        : { generation, token, expiresAt, refreshToken, refreshUntil },
    blocked: blockedUntil === null ? null : { until: blockedUntil, failure },
  };
}

type TokenField = "token" | "refresh";

function placeOf(connectionId: number, field: TokenField): string {
  return `connection:${connectionId}:${field}`;
}

/** Ids of the keys that tokens were sealed with. */
export async function listTokenKeyIds(db: Db): Promise<string[]> {
  const rows = await db.platformToken.findMany({ select: { tokenSealed: true, refreshSealed: true } });
  const sealed = rows.flatMap((row) => [row.tokenSealed, row.refreshSealed]);
  return [...new Set(sealed.filter((text) => text !== null).map(sealedKeyId))];
}

/** Seals tokens with the current key that the previous one sealed; answers how many connections had such. */
export async function resealTokens(tx: Tx, sealer: Sealer): Promise<number> {
  const isOld = (sealed: string | null) => sealed !== null && sealedKeyId(sealed) !== sealer.keyId;
  const rows = await tx.platformToken.findMany();
  const old = rows.filter((row) => isOld(row.tokenSealed) || isOld(row.refreshSealed));
  for (const { connectionId, tokenSealed, refreshSealed } of old) {
    const reseal = (sealed: string | null, field: TokenField) => {
      if (sealed === null) return null;
      const place = placeOf(connectionId, field);
      return sealer.seal(sealer.open(sealed, place), place);
    };
    await tx.platformToken.update({
      where: { connectionId },
      data: { tokenSealed: reseal(tokenSealed, "token"), refreshSealed: reseal(refreshSealed, "refresh") },
    });
  }
  return old.length;
}
