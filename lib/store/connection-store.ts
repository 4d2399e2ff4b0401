import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import type { Db } from "./db";

/** What a connection signs in with: AK/SK keys, an IAM user's password, a legacy application's secret. */
export type SignIn = "keys" | "iam" | "app";

export interface StoredConnection {
  id: number;
  slug: string;
  name: string;
  kind: "v5" | "na";
  endpoint: string;
  region: string | null;
  projectId: string | null;
  instanceId: string | null;
  /** Null: chosen by the host, as the sheet says. */
  signature: "standard" | "derived" | null;
  signIn: SignIn;
  /** Null: the region's own. */
  iamEndpoint: string | null;
  iamUser: string | null;
  iamDomain: string | null;
  /** Legacy only. */
  appId: string | null;
  /** Legacy only: the name the platform's certificate must carry, when it is not the host. */
  serverName: string | null;
  purpose: "production" | "test" | null;
  /** Nothing is sent that changes the platform. */
  readOnly: boolean;
  /** Calls a second, 0 = no limit; null: what the environment says. On a legacy connection `rateRead` counts for all. */
  rateRead: number | null;
  rateWrite: number | null;
  pageConcurrency: number | null;
  /** Rows of a workbook its platform takes; null: `workbookLimits.rows`, since the documents disagree (sheet §7). */
  fileRows: number | null;
  source: "environment" | "settings" | "sandbox";
  /** Set: read only, its tasks keep their addresses. */
  archivedAt: Date | null;
  updatedAt: Date;
  accessKeyLast4: string | null;
  /** Secret key, password or application secret. */
  secretSet: boolean;
  securityTokenSet: boolean;
  /** A CA or client certificate of its own. */
  tlsSet: boolean;
}

/** Living ones first, by slug; archived ones behind them, latest first. Never a secret. */
export async function listConnections(db: Db): Promise<StoredConnection[]> {
  const rows = await db.connection.findMany({
    orderBy: [{ archivedAt: { sort: "desc", nulls: "first" } }, { slug: "asc" }, { id: "desc" }],
  });
  return rows.map(toStoredConnection);
}

/** Everything that ever had this slug: the living one first, then the archived ones, latest first. */
export async function findConnections(db: Db, slug: string): Promise<StoredConnection[]> {
  const rows = await db.connection.findMany({
    where: { slug },
    orderBy: [{ archivedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
  });
  return rows.map(toStoredConnection);
}

export async function findConnectionById(db: Db, id: number): Promise<StoredConnection | null> {
  const row = await db.connection.findUnique({ where: { id } });
  return row === null ? null : toStoredConnection(row);
}

export function toStoredConnection(row: ConnectionRow): StoredConnection {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind === "na" ? "na" : "v5",
    endpoint: row.endpoint,
    region: row.region,
    projectId: row.projectId,
    instanceId: row.instanceId,
    signature: row.signature === "standard" || row.signature === "derived" ? row.signature : null,
    signIn: toSignIn(row),
    iamEndpoint: row.iamEndpoint,
    iamUser: row.iamUser,
    iamDomain: row.iamDomain,
    appId: row.appId,
    serverName: row.serverName,
    purpose: row.purpose === "production" || row.purpose === "test" ? row.purpose : null,
    readOnly: row.readOnly,
    rateRead: row.rateRead,
    rateWrite: row.rateWrite,
    pageConcurrency: row.pageConcurrency,
    fileRows: row.fileRows,
    source: row.source === "environment" || row.source === "sandbox" ? row.source : "settings",
    archivedAt: row.archivedAt,
    updatedAt: row.updatedAt,
    accessKeyLast4: row.accessKeyLast4,
    secretSet: row.secretKeySealed !== null,
    securityTokenSet: row.securityTokenSealed !== null,
    tlsSet: row.tlsSealed !== null,
  };
}

function toSignIn({ kind, signIn }: ConnectionRow): SignIn {
  if (kind === "na") return "app";
  return signIn === "iam" ? "iam" : "keys";
}
