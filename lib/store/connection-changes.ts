import { readdressed } from "@/lib/domain/secret-addressee";
import type { Connection as ConnectionRow } from "@/lib/generated/prisma/client";
import { openRow, openTls, sealCredentials, sealedColumns, sealTls } from "./connection-credentials";
import type { GivenConnection } from "./given-connection";
import { type Sealer, sealedKeyId } from "./seal";

type Columns = Partial<ConnectionRow>;

export interface ConnectionChanges {
  data: Columns;
  /** A token of the former credentials is worth nothing. */
  signsInAnew: boolean;
}

/** An archived connection is never called again with these. */
export const clearedSecrets = {
  accessKeySealed: null,
  secretKeySealed: null,
  securityTokenSealed: null,
  tlsSealed: null,
  accessKeyLast4: null,
} as const;

/** Null when the row says all of it already, sealed with the current key. */
export function changedColumns(
  row: ConnectionRow,
  given: GivenConnection,
  sealer: Sealer,
): ConnectionChanges | null {
  const plain = plainChanges(row, given);
  // An archived one comes back with what is given now: what it was called with before was given to somebody gone.
  const forgotten = row.archivedAt !== null || isReaddressed(row, plain);
  const secrets = secretChanges(row, given, forgotten, sealer);
  const revived = row.archivedAt === null ? {} : { archivedAt: null };
  const data = { ...plain, ...secrets, ...revived };
  if (Object.keys(data).length === 0) return null;
  return { data, signsInAnew: forgotten || "secretKeySealed" in secrets };
}

/** The secrets a connection would have if `given` were saved now: those typed, else those stored that stay. */
export function secretsAfter(row: ConnectionRow, given: GivenConnection, sealer: Sealer) {
  const { credentials, tls } = given;
  const stays = !isReaddressed(row, plainChanges(row, given));
  return {
    credentials: credentials === undefined ? (stays ? openRow(row, sealer) : null) : credentials,
    tls: tls === undefined ? (stays ? openTls(row, sealer) : null) : tls,
  };
}

function isReaddressed(row: ConnectionRow, plain: Columns): boolean {
  return readdressed(row, { ...row, ...plain }).length > 0;
}

function plainChanges(row: ConnectionRow, given: GivenConnection): Columns {
  const { credentials, tls: _, ...columns } = given;
  const wanted: Columns = {
    ...columns,
    signIn: given.signIn ?? credentials?.signIn ?? fallbackSignIn(row, given),
  };
  const names = Object.keys(wanted) as (keyof Columns)[];
  const changed = names.filter((name) => wanted[name] !== undefined && wanted[name] !== row[name]);
  return Object.fromEntries(changed.map((name) => [name, wanted[name]]));
}

function fallbackSignIn(row: ConnectionRow, { kind }: GivenConnection): string {
  if (kind === "na") return "app";
  return row.signIn === "app" ? "keys" : row.signIn;
}

function secretChanges(
  row: ConnectionRow,
  { credentials, tls }: GivenConnection,
  forgotten: boolean,
  sealer: Sealer,
): Columns {
  const given = credentials === undefined && forgotten ? null : credentials;
  const givenTls = tls === undefined && forgotten ? null : tls;
  const current = isSealedWithCurrent(row, sealer);
  const sameSecret = given === undefined || (current && isSame(openRow(row, sealer), given));
  const sameTls = givenTls === undefined || (current && isSame(openTls(row, sealer), givenTls));
  return {
    ...(sameSecret ? {} : sealCredentials(row.id, given ?? null, sealer)),
    ...(sameTls ? {} : sealTls(row.id, givenTls ?? null, sealer)),
  };
}

function isSealedWithCurrent(row: ConnectionRow, sealer: Sealer): boolean {
  const columns = Object.keys(sealedColumns) as (keyof typeof sealedColumns)[];
  return columns.every((column) => {
    const sealed = row[column];
    return sealed === null || sealedKeyId(sealed) === sealer.keyId;
  });
}

/** Both are flat records with the same keys in the same order, or null. */
function isSame(stored: object | null, given: object | null): boolean {
  const entries = (value: object | null) =>
    JSON.stringify(value === null ? null : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return entries(stored) === entries(given);
}
