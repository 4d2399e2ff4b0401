import { createHash } from "node:crypto";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Db } from "./db";

export interface AuditEntry {
  actor: { id: string; name: string; kind: "person" | "token" | "system" | "anonymous" };
  surface: "page" | "embed" | "api" | "system";
  /** Where from: the caller's network address. */
  address: string | null;
  /** A dotted word, e.g. `task.retry`, `sign_in`. */
  action: string;
  /** A connection's slug. */
  connection?: string | null;
  /** What it was done to: a task's id, a person's id. */
  subject?: string | null;
  /** The exact set; kept as its size, its hash and its first five. */
  targets?: readonly string[] | SummedTargets;
  reason?: string | null;
  /** `intent` before a platform call, the others after an act. */
  result: "intent" | "ok" | "refused" | "failed";
  requestId?: string | null;
  platformRequestId?: string | null;
  operationId?: string | null;
}

/** A set whose ids are not at hand, summed up when they were: SHA-256 in hex over the ids, one a line, as they came. */
export interface SummedTargets {
  count: number;
  hash: string;
  sample: readonly string[];
}

const sampleSize = 5;

/**
 * Writes one row of the audit trail. Call it in the transaction of the act itself: no row, no act (security.md S4.6).
 * Sequence, time and hashes are set by the table's trigger, inside its lock.
 */
export async function writeAudit(tx: Db, entry: AuditEntry): Promise<void> {
  const targets = entry.targets === undefined ? null : sumUp(entry.targets);
  const [name, subject, reason, platformRequestId] = [
    entry.actor.name,
    entry.subject,
    entry.reason,
    entry.platformRequestId,
  ].map(withoutNul);
  await tx.$executeRaw`
    INSERT INTO audit (actor_id, actor_name, actor_kind, surface, address, action, connection, subject,
      target_count, target_hash, target_sample, reason, result, request_id, platform_request_id, operation_id)
    VALUES (${entry.actor.id}, ${name}, ${entry.actor.kind}, ${entry.surface}, ${entry.address},
      ${entry.action}, ${entry.connection ?? null}, ${subject},
      ${targets?.count ?? null}, ${targets?.hash ?? null},
      ${targets?.sample.slice(0, sampleSize).map(withoutNul) ?? []}, ${reason}, ${entry.result},
      ${entry.requestId ?? null}, ${platformRequestId}, ${entry.operationId ?? null}::uuid)`;
}

function sumUp(targets: readonly string[] | SummedTargets): SummedTargets {
  if ("hash" in targets) return targets;
  return { count: targets.length, hash: hashTargets(targets), sample: targets };
}

/** The database cannot hold NUL in text; refusing the row would let a caller act unseen or not at all. */
function withoutNul(text: string | null | undefined): string | null {
  return text?.replaceAll("\0", "\uFFFD") ?? null;
}

/** SHA-256 in hex over the sorted ids, one a line: the same set has the same hash in any order. */
export function hashTargets(targets: readonly string[]): string {
  return createHash("sha256")
    .update([...targets].sort().join("\n"))
    .digest("hex");
}

export type AuditChainState = { ok: true; rows: number } | { ok: false; brokenAt: bigint };

/**
 * Recomputes the chain as the trigger makes it: a changed, inserted or missing row breaks it at its place. Rows cut
 * off the end are only seen by whoever remembers the last hash.
 */
export async function verifyAuditChain(db: Db): Promise<AuditChainState> {
  const [found] = await db.$queryRaw<{ rows: number; broken_at: bigint | null }[]>`
    SELECT count(*)::int AS rows, min(seq) FILTER (WHERE hash IS DISTINCT FROM expected
      OR previous_hash <> COALESCE(hash_before, '') OR seq <> COALESCE(seq_before, 0) + 1) AS broken_at
    FROM (
      SELECT seq, hash, previous_hash, lag(seq) OVER (ORDER BY seq) AS seq_before,
        lag(hash) OVER (ORDER BY seq) AS hash_before, ${expectedHash} AS expected
      FROM audit
    ) AS chain`;
  if (!found) return { ok: true, rows: 0 };
  return found.broken_at === null ? { ok: true, rows: found.rows } : { ok: false, brokenAt: found.broken_at };
}

/** The expression of the trigger `audit_chain`, over a stored row. */
const expectedHash = Prisma.sql`encode(sha256(convert_to(jsonb_build_array(
  seq, extract(epoch FROM at), actor_id, actor_name, actor_kind, surface, address, action, connection, subject,
  target_count, target_hash, to_jsonb(target_sample), reason, result, request_id, platform_request_id,
  operation_id, previous_hash)::text, 'UTF8')), 'hex')`;
