import { mayDo, maySee } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { Connection, ConnectionList } from "@/lib/contracts/connections";
import { listConnections as readConnections, type StoredConnection } from "@/lib/store/connection-store";
import type { ServiceContext } from "../context";

/** Connections the caller may see, one a slug: the living one, else the one archived last. Never a secret. */
export async function listConnections({ ctx }: { ctx: ServiceContext }): Promise<ConnectionList> {
  const stored = await readConnections(ctx.deps.database.prisma);
  const bySlug = new Map<string, StoredConnection>();
  for (const connection of stored) {
    if (maySee(ctx.caller, connection.slug) && !bySlug.has(connection.slug)) {
      bySlug.set(connection.slug, connection);
    }
  }
  return { items: [...bySlug.values()].map((connection) => presentConnection(connection, ctx.caller)) };
}

/** As whom it signs in is told to those alone who look after it. */
export function presentConnection(connection: StoredConnection, caller: Caller): Connection {
  const own = mayDo(caller, "administer", connection.slug) ? connection : anonymous;
  return {
    slug: connection.slug,
    name: connection.name,
    kind: connection.kind,
    endpoint: connection.endpoint,
    region: connection.region,
    projectId: connection.projectId,
    instanceId: connection.instanceId,
    signature: connection.signature,
    signIn: connection.signIn,
    iamUser: own.iamUser,
    iamDomain: own.iamDomain,
    iamEndpoint: own.iamEndpoint,
    appId: connection.appId,
    serverName: own.serverName,
    tlsSet: connection.tlsSet,
    purpose: connection.purpose,
    readOnly: connection.readOnly,
    rateRead: connection.rateRead,
    rateWrite: connection.rateWrite,
    pageConcurrency: connection.pageConcurrency,
    fileRows: connection.fileRows,
    source: connection.source,
    secretSet: connection.secretSet,
    accessKeyLast4: own.accessKeyLast4,
    updatedAt: connection.updatedAt.toISOString(),
    archived: connection.archivedAt !== null,
    sandbox: connection.source === "sandbox",
  };
}

const anonymous = {
  iamUser: null,
  iamDomain: null,
  iamEndpoint: null,
  serverName: null,
  accessKeyLast4: null,
};
