import type { Tx } from "./db";

/** Any number; the same in every process that defines connections. */
const lockNumber = 727_073_6902;

/** One definer of connections at a time, until the transaction ends: two at once would each make a row of a slug. */
export async function lockConnections(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber})`;
}
