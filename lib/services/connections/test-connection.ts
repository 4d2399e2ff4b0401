import { everyConnection, requirePermission } from "@/lib/auth/access";
import type { ConnectionCheck, ConnectionTestResult, TestConnection } from "@/lib/contracts/save-connection";
import { AppError } from "@/lib/errors";
import { type ConnectedPlatform, connectPlatform, type PlatformConnection } from "@/lib/iotda/connect";
import type { RateBudget } from "@/lib/iotda/pacing";
import { writeAudit } from "@/lib/store/audit-store";
import { changedColumns, secretsAfter } from "@/lib/store/connection-changes";
import { findClockOffset } from "@/lib/store/connection-clock";
import { openRow, openTls } from "@/lib/store/connection-credentials";
import { toStoredConnection } from "@/lib/store/connection-store";
import { saveConnectionTest } from "@/lib/store/connection-test-store";
import type { GivenConnection } from "@/lib/store/given-connection";
import type { ServiceContext } from "../context";
import { spendAct } from "../spend-act";
import { toGivenConnection } from "./given-connection";
import { type CallableConnection, type Secrets, toPlatformConnection } from "./platform-connection";
import { makeCheck } from "./test/check";
import { runChecks } from "./test/run-checks";

/** A dozen calls each, outside of the budget (security.md S4.9). */
const testsAllowed = { name: "connection.test", count: 10, windowMs: 60_000 } as const;
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
  /** Nothing that could change the platform is asked then, however surely it comes to nothing. */
  readOnly: boolean;
  /** Of the saved connection, called exactly as it is. */
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
  await spendAct(ctx, testsAllowed);
  await record(ctx, subject, "intent");
  const items = await check(ctx, subject).catch(async (error: unknown) => {
    await record(ctx, subject, "failed");
    throw error;
  });
  const testedAt = ctx.now();
  if (subject.savedId !== null) {
    await saveConnectionTest(ctx.deps.database.prisma, subject.savedId, { testedAt, checks: items });
  }
  const ok = items.every(({ state }) => state !== "failed");
  await record(ctx, subject, ok ? "ok" : "failed");
  return { items, ok, testedAt: testedAt.toISOString() };
}

/** Stored secrets are used and the platform is called: before it the intent, after it what came of it (S4.6). */
async function record(
  { deps, caller, address, requestId }: ServiceContext,
  { slug, connection }: Subject,
  result: "intent" | "ok" | "failed",
): Promise<void> {
  await writeAudit(deps.database.prisma, {
    actor: { id: caller.id, name: caller.name, kind: caller.kind },
    ...{ surface: caller.surface, address, requestId, connection: slug },
    ...{ action: "connection.test", subject: connection.endpoint, result },
  });
}

async function findSubject({ deps }: ServiceContext, body: TestConnection): Promise<Subject> {
  const { database, sealer, allowedHosts } = deps;
  if (!("connection" in body)) {
    const given = toGivenConnection(body.slug, body, allowedHosts);
    const { credentials, tls = null } = given;
    return {
      connection: callable(given),
      secrets: credentials ? { credentials, tls } : null,
      readOnly: given.readOnly ?? false,
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
    const { readOnly } = row;
    return { connection: toStoredConnection(row), secrets, readOnly, savedId: row.id, slug };
  }
  const given = toGivenConnection(slug, body, allowedHosts);
  const { credentials, tls } = secretsAfter(row, given, sealer);
  const { readOnly = false } = given;
  const secrets = credentials && { credentials, tls };
  if (isCalledTheSame(row, given, sealer)) {
    return { connection: toStoredConnection(row), secrets, readOnly, savedId: row.id, slug };
  }
  return { connection: callable(given), secrets, readOnly, savedId: null, slug };
}

/** What is typed beside where, as whom and with what the platform is called. */
const besides = new Set(["name", "purpose", "readOnly", "rateRead", "rateWrite", "pageConcurrency"]);

function isCalledTheSame(...compared: Parameters<typeof changedColumns>): boolean {
  const changes = changedColumns(...compared);
  return Object.keys(changes?.data ?? {}).every((column) => besides.has(column));
}

function callable(given: GivenConnection): CallableConnection {
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
    const { readOnly } = subject;
    const tested = { connection, readOnly, platform, clockOffsetMs: () => clock.offsetMs };
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
