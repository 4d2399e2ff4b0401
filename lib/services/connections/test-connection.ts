import { everyConnection, requirePermission } from "@/lib/auth/access";
import type { ConnectionCheck, ConnectionTestResult, TestConnection } from "@/lib/contracts/save-connection";
import { AppError } from "@/lib/errors";
import { type ConnectedPlatform, connectPlatform, type PlatformConnection } from "@/lib/iotda/connect";
import type { RateBudget } from "@/lib/iotda/pacing";
import { writeAudit } from "@/lib/store/audit-store";
import { secretsAfter } from "@/lib/store/connection-changes";
import { findClockOffset } from "@/lib/store/connection-clock";
import { openRow, openTls } from "@/lib/store/connection-credentials";
import { toStoredConnection } from "@/lib/store/connection-store";
import { saveConnectionTest } from "@/lib/store/connection-test-store";
import type { ServiceContext } from "../context";
import { toGivenConnection } from "./given-connection";
import { type CallableConnection, type Secrets, toPlatformConnection } from "./platform-connection";
import { makeCheck } from "./test/check";
import { runChecks } from "./test/run-checks";

/** A person waits; a dozen calls to a platform that is far away. */
const testTakesMs = 25_000;

/** A dozen calls of a person's: too few to need a place in the budget, which an unsaved connection does not have. */
const noBudget: RateBudget = {
  take: async () => undefined,
  slowDown: async () => undefined,
};

interface Subject {
  connection: CallableConnection;
  secrets: Secrets | null;
  /** Of the saved connection exactly as it is. */
  savedId: number | null;
  slug: string;
}

/** Says what works over a connection and what to do about the rest; the platform is not changed by it. */
export async function testConnection({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { body: TestConnection };
}): Promise<ConnectionTestResult> {
  requirePermission(ctx.caller, "administer", everyConnection);
  const subject = await findSubject(ctx, input.body);
  const items = await check(ctx, subject);
  const testedAt = ctx.now();
  const { prisma } = ctx.deps.database;
  if (subject.savedId !== null)
    await saveConnectionTest(prisma, subject.savedId, { testedAt, checks: items });
  const ok = items.every(({ state }) => state !== "failed");
  const { caller, address, requestId } = ctx;
  await writeAudit(prisma, {
    actor: { id: caller.id, name: caller.name, kind: caller.kind },
    ...{ surface: caller.surface, address, requestId, connection: subject.slug },
    ...{ action: "connection.test", result: ok ? "ok" : "failed" },
  });
  return { items, ok, testedAt: testedAt.toISOString() };
}

async function findSubject({ deps }: ServiceContext, body: TestConnection): Promise<Subject> {
  const { database, sealer, allowedHosts } = deps;
  if (!("connection" in body)) {
    const given = toGivenConnection(body.slug, body, allowedHosts);
    const { credentials, tls = null } = given;
    return {
      connection: callable(given),
      secrets: credentials ? { credentials, tls } : null,
      savedId: null,
      slug: body.slug,
    };
  }
  const slug = body.connection;
  const row = await database.prisma.connection.findFirst({ where: { slug, archivedAt: null } });
  if (row === null) throw new AppError("not_found", "There is no such connection.");
  if (!("kind" in body)) {
    const credentials = openRow(row, sealer);
    const secrets = credentials && { credentials, tls: openTls(row, sealer) };
    return { connection: toStoredConnection(row), secrets, savedId: row.id, slug };
  }
  const given = toGivenConnection(slug, body, allowedHosts);
  const { credentials, tls } = secretsAfter(row, given, sealer);
  return { connection: callable(given), secrets: credentials && { credentials, tls }, savedId: null, slug };
}

function callable(given: ReturnType<typeof toGivenConnection>): CallableConnection {
  const { iamEndpoint = null, iamUser = null, iamDomain = null, appId = null, serverName = null } = given;
  return { ...given, iamEndpoint, iamUser, iamDomain, appId, serverName };
}

async function check(ctx: ServiceContext, subject: Subject): Promise<ConnectionCheck[]> {
  if (subject.secrets === null) return [makeCheck("sign_in", "failed", "sign_in_missing")];
  const { deps } = ctx;
  const connection = toPlatformConnection(subject.connection, subject.secrets, deps.allowedHosts);
  const clock = { offsetMs: 0 };
  const own = subject.savedId === null ? connectOwn(ctx, connection, clock) : null;
  try {
    if (subject.savedId !== null) {
      clock.offsetMs = await findClockOffset(deps.database.prisma, subject.savedId);
    }
    // A saved one is asked over its own client: another sign-in of a legacy application would kill everybody's token.
    const platform = own ?? (await deps.platformFor({ id: subject.savedId ?? 0 }));
    const tested = { connection, platform, clockOffsetMs: () => clock.offsetMs };
    const signal = AbortSignal.timeout(testTakesMs);
    return await runChecks(tested, { lane: "people", signal }, () => performance.now());
  } finally {
    await own?.close();
  }
}

function connectOwn(
  { deps, now }: ServiceContext,
  connection: PlatformConnection,
  clock: { offsetMs: number },
): ConnectedPlatform {
  const { sleep, log } = deps;
  return connectPlatform(connection, {
    ...{ budget: noBudget, now, sleep, random: Math.random, log },
    clock: {
      offsetMs: 0,
      onOffset(offsetMs) {
        clock.offsetMs = offsetMs;
      },
    },
  });
}
