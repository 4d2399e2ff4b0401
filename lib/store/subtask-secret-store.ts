import type { JsonObject } from "@/lib/contracts/json";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import type { Db, Tx } from "./db";
import { SealError, type Sealer } from "./seal";

const purpose = "subtask secrets";
/** Secrets sealed anew in one statement. */
const chunkRows = 500;

/**
 * Seals what these rows were told about new devices, in the transaction that stores the rows. Read again and found the
 * same, nothing is written: sealing makes other bytes each time.
 */
export async function saveSubtaskSecrets(
  tx: Tx,
  taskPk: number,
  rows: readonly PlatformSubtask[],
  { sealer, seenAt }: { sealer: Sealer; seenAt: Date },
): Promise<void> {
  const told = new Map(
    rows.flatMap(({ target, secrets }) =>
      secrets ? [[target, JSON.stringify(secrets.reveal())] as const] : [],
    ),
  );
  if (told.size === 0) return;
  const own = sealer.forPurpose(purpose);
  const held = await tx.subtaskSecret.findMany({
    where: { taskId: taskPk, target: { in: [...told.keys()] } },
  });
  for (const { target, sealed } of held) {
    if (openOrNull(own, sealed, placeOf(taskPk, target)) === told.get(target)) told.delete(target);
  }
  if (told.size === 0) return;
  const sealed = [...told].map(([target, text]) => own.seal(text, placeOf(taskPk, target)));
  await tx.$executeRaw`
    INSERT INTO subtask_secret (task_id, target, sealed, seen_at)
    SELECT ${taskPk}::int, i.target, i.sealed, ${seenAt}::timestamptz
    FROM unnest(${[...told.keys()]}::text[], ${sealed}::text[]) i(target, sealed)
    ON CONFLICT (task_id, target) DO UPDATE SET sealed = excluded.sealed, seen_at = excluded.seen_at`;
}

/** Whether something is hidden in a row's output. */
export async function hasSubtaskSecret(db: Db, taskPk: number, target: string): Promise<boolean> {
  return (await db.subtaskSecret.count({ where: { taskId: taskPk, target } })) > 0;
}

/** What is hidden in a row's output, by the platform's names; null when nothing is. Throws `SealError`. */
export async function openSubtaskSecret(
  db: Db,
  taskPk: number,
  target: string,
  sealer: Sealer,
): Promise<JsonObject | null> {
  const row = await db.subtaskSecret.findUnique({ where: { taskId_target: { taskId: taskPk, target } } });
  if (!row) return null;
  // Nothing but such an object is ever sealed at this place.
  return JSON.parse(sealer.forPurpose(purpose).open(row.sealed, placeOf(taskPk, target))) as JsonObject;
}

/** Ids of the keys they were sealed with that this sealer does not have. */
export async function findUnknownSecretKeys(db: Db, sealer: Sealer): Promise<string[]> {
  const known = sealer.forPurpose(purpose).keyIds;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT split_part(sealed, '.', 2) AS id FROM subtask_secret`;
  return rows.map(({ id }) => id).filter((id) => !known.includes(id));
}

/** Seals with the current key what the previous one sealed, piece by piece; may be ended anywhere. How many. */
export async function resealSubtaskSecrets(db: Db, sealer: Sealer): Promise<number> {
  const own = sealer.forPurpose(purpose);
  for (let changed = 0; ; ) {
    const rows = await db.$queryRaw<{ task_id: number; target: string; sealed: string }[]>`
      SELECT task_id, target, sealed FROM subtask_secret
      WHERE split_part(sealed, '.', 2) <> ${own.keyId} LIMIT ${chunkRows}`;
    if (rows.length === 0) return changed;
    for (const { task_id: taskId, target, sealed } of rows) {
      const place = placeOf(taskId, target);
      // One that was replaced meanwhile is sealed with the current key already.
      await db.subtaskSecret.updateMany({
        where: { taskId, target, sealed },
        data: { sealed: own.seal(own.open(sealed, place), place) },
      });
    }
    changed += rows.length;
  }
}

/** Where a sealed text belongs: it opens nowhere else. */
function placeOf(taskPk: number, target: string): string {
  return `subtask:${taskPk}:${target}`;
}

function openOrNull(sealer: Sealer, sealed: string, place: string): string | null {
  try {
    return sealer.open(sealed, place);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
