import type { Snapshot } from "@/lib/contracts/snapshot";
import { describeSnapshot, readIntervals, type SnapshotFacts } from "@/lib/domain/snapshot";
import { taskTypesOf } from "@/lib/domain/task-types";
import { findListSnapshot } from "@/lib/store/connection-sync-store";
import type { Db } from "@/lib/store/db";
import type { FoundConnection } from "../connections/find-connection";

/** How old a connection's list is: missing types are named, never counted as having no tasks. */
export async function describeList(db: Db, connection: FoundConnection, now: Date): Promise<Snapshot> {
  const id = connection.listedIds[0];
  const found = id === undefined ? null : await findListSnapshot(db, id, now);
  const facts = found ?? { ...neverRead, missingTypes: neverListed(connection) };
  const { missingTypes } = facts;
  return { ...describeSnapshot(facts, now), ...(missingTypes.length > 0 ? { missingTypes } : {}) };
}

/** A legacy platform has no list: there nothing can be missing from one (sheet §13.6). */
function neverListed({ all }: FoundConnection): string[] {
  return all[0]?.kind === "na" ? [] : taskTypesOf("v5").map(({ type }) => type);
}

const neverRead: SnapshotFacts = {
  fetchedAt: null,
  followed: false,
  intervalMs: readIntervals.list,
  nextReadAt: null,
  failures: 0,
  failingSince: null,
  failureReason: null,
  throttled: false,
  deletedAt: null,
  final: false,
  subtasksComplete: false,
  subtasksRead: 0,
  subtasksTotal: 0,
};
