import { AppError } from "@/lib/errors";
import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import type { Db } from "./db";
import type { Sealer } from "./seal";

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
  source: "environment" | "settings" | "sandbox";
  /** Set: read only, its tasks keep their addresses. */
  archivedAt: Date | null;
  updatedAt: Date;
  accessKeyLast4: string | null;
  secretSet: boolean;
}

export interface Credentials {
  accessKey: string;
  secretKey: string;
  securityToken: string | null;
}

const sealedFields = {
  access_key: "accessKeySealed",
  secret_key: "secretKeySealed",
  security_token: "securityTokenSealed",
} as const;
type SealedField = keyof typeof sealedFields;
type SealedColumns = Pick<ConnectionRow, (typeof sealedFields)[SealedField]>;

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

/**
 * The secrets of a connection, in plain text: only for the code that signs requests. Throws `upstream_auth` when none
 * are stored, `SealError` when they were sealed with an unknown key or for another row.
 */
export async function openCredentials(db: Db, id: number, sealer: Sealer): Promise<Credentials> {
  const row = await db.connection.findUnique({ where: { id } });
  const credentials = row === null ? null : openRow(row, sealer);
  if (credentials === null) throw new AppError("upstream_auth", "This connection has no credentials.");
  return credentials;
}

/** Null when the row holds no credentials. */
export function openRow(row: SealedColumns & { id: number }, sealer: Sealer): Credentials | null {
  const open = (field: SealedField) => {
    const sealed = row[sealedFields[field]];
    return sealed === null ? null : sealer.open(sealed, placeOf(row.id, field));
  };
  const accessKey = open("access_key");
  const secretKey = open("secret_key");
  if (accessKey === null || secretKey === null) return null;
  return { accessKey, secretKey, securityToken: open("security_token") };
}

/** The columns to write for these credentials; `id` binds them to their row. */
export function sealCredentials(id: number, credentials: Credentials | null, sealer: Sealer) {
  const seal = (field: SealedField, text: string | null | undefined) =>
    text === null || text === undefined ? null : sealer.seal(text, placeOf(id, field));
  return {
    accessKeySealed: seal("access_key", credentials?.accessKey),
    secretKeySealed: seal("secret_key", credentials?.secretKey),
    securityTokenSealed: seal("security_token", credentials?.securityToken),
    accessKeyLast4: credentials === null ? null : credentials.accessKey.slice(-4),
  };
}

function placeOf(id: number, field: SealedField): string {
  return `connection:${id}:${field}`;
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
    source: row.source === "environment" || row.source === "sandbox" ? row.source : "settings",
    archivedAt: row.archivedAt,
    updatedAt: row.updatedAt,
    accessKeyLast4: row.accessKeyLast4,
    secretSet: row.secretKeySealed !== null,
  };
}
