import { AppError } from "@/lib/errors";
import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import type { Db } from "./db";
import type { Sealer } from "./seal";

/** The secrets of a connection by what it signs in with; who signs in is no secret and stands in plain columns. */
export type Credentials =
  | { signIn: "keys"; accessKey: string; secretKey: string; securityToken: string | null }
  | { signIn: "iam"; password: string }
  | { signIn: "app"; secret: string };

/** PEM texts for a platform with a CA of its own or two-way TLS (sheet §13). */
export interface TlsMaterial {
  /** Trusted instead of the public authorities. */
  ca: string | null;
  certificate: string | null;
  key: string | null;
  passphrase: string | null;
}

/** Columns that hold something sealed; `field` is what binds the text to its column. */
export const sealedColumns = {
  accessKeySealed: "access_key",
  secretKeySealed: "secret_key",
  securityTokenSealed: "security_token",
  tlsSealed: "tls",
} as const;
export type SealedColumn = keyof typeof sealedColumns;
export type SealedRow = Pick<ConnectionRow, SealedColumn | "id" | "signIn">;

/**
 * The secrets of a connection, in plain text: only for the code that signs in and signs requests. Throws
 * `upstream_auth` when none are stored, `SealError` when they were sealed with an unknown key or for another row.
 */
export async function openCredentials(
  db: Db,
  id: number,
  sealer: Sealer,
): Promise<{ credentials: Credentials; tls: TlsMaterial | null }> {
  const row = await db.connection.findUniqueOrThrow({ where: { id } });
  const credentials = openRow(row, sealer);
  if (credentials === null) throw new AppError("upstream_auth", "The connection has no credentials.");
  return { credentials, tls: openTls(row, sealer) };
}

/** Null when the row holds no credentials. */
export function openRow(row: SealedRow, sealer: Sealer): Credentials | null {
  const open = (column: SealedColumn) => openColumn(row, column, sealer);
  const secret = open("secretKeySealed");
  if (secret === null) return null;
  if (row.signIn === "iam") return { signIn: "iam", password: secret };
  if (row.signIn === "app") return { signIn: "app", secret };
  const accessKey = open("accessKeySealed");
  if (accessKey === null) return null;
  return { signIn: "keys", accessKey, secretKey: secret, securityToken: open("securityTokenSealed") };
}

export function openTls(row: SealedRow, sealer: Sealer): TlsMaterial | null {
  const text = openColumn(row, "tlsSealed", sealer);
  if (text === null) return null;
  const {
    ca = null,
    certificate = null,
    key = null,
    passphrase = null,
  }: Partial<TlsMaterial> = JSON.parse(text);
  return { ca, certificate, key, passphrase };
}

/** The columns to write for these credentials; `id` binds them to their row. */
export function sealCredentials(id: number, credentials: Credentials | null, sealer: Sealer) {
  const seal = (column: SealedColumn, text: string | null) => sealColumn(id, column, text, sealer);
  const keys = credentials?.signIn === "keys" ? credentials : null;
  return {
    accessKeySealed: seal("accessKeySealed", keys?.accessKey ?? null),
    secretKeySealed: seal("secretKeySealed", secretOf(credentials)),
    securityTokenSealed: seal("securityTokenSealed", keys?.securityToken ?? null),
    accessKeyLast4: keys === null ? null : keys.accessKey.slice(-4),
  };
}

export function sealTls(id: number, tls: TlsMaterial | null, sealer: Sealer) {
  return { tlsSealed: sealColumn(id, "tlsSealed", tls === null ? null : JSON.stringify(tls), sealer) };
}

export function openColumn(row: SealedRow, column: SealedColumn, sealer: Sealer): string | null {
  const sealed = row[column];
  return sealed === null ? null : sealer.open(sealed, placeOf(row.id, column));
}

export function sealColumn(
  id: number,
  column: SealedColumn,
  text: string | null,
  sealer: Sealer,
): string | null {
  return text === null ? null : sealer.seal(text, placeOf(id, column));
}

function secretOf(credentials: Credentials | null): string | null {
  if (credentials === null) return null;
  if (credentials.signIn === "keys") return credentials.secretKey;
  return credentials.signIn === "iam" ? credentials.password : credentials.secret;
}

function placeOf(id: number, column: SealedColumn): string {
  return `connection:${id}:${sealedColumns[column]}`;
}
