import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { arrayLiteral } from "./array-literal";
import type { Tx } from "./db";

/** A row with its number among those of its device: 0 but for a second command and the ones after it. */
export interface NumberedRow {
  row: PlatformSubtask;
  dup: number;
}

/** A stored row of one of the devices. */
export interface HeldCommand {
  target: string;
  dup: number;
  commandId: string | null;
}

/** One row a device (v5): each once, as last read (F16). */
export function numberDevices(rows: readonly PlatformSubtask[]): NumberedRow[] {
  return [...new Map(rows.map((row) => [row.target, row])).values()].map((row) => ({ row, dup: 0 }));
}

/** What is stored of these rows' devices; to be asked under the task's row lock. */
export async function findHeldCommands(
  tx: Tx,
  taskPk: number,
  rows: readonly PlatformSubtask[],
): Promise<HeldCommand[]> {
  const targets = [...new Set(rows.map((row) => row.target))];
  return tx.$queryRaw<HeldCommand[]>`
    SELECT target, dup, command_id AS "commandId"
    FROM find_stored_subtasks(${taskPk}::int, ${arrayLiteral(targets)}::text[])`;
}

/**
 * One row a command, each once, as last read (legacy, sheet §13.6). A command keeps its number. A new one takes the place of its device's row without a command, as that is how it
 * looked before it was sent, else the next number; new ones of one device in the order of their ids.
 */
export function numberCommands(
  rows: readonly PlatformSubtask[],
  held: readonly HeldCommand[],
): NumberedRow[] {
  const known = new Map<string, Map<string | null, number>>();
  for (const { target, commandId, dup } of held) placesOf(known, target).set(commandId, dup);
  const latest = new Map<string, Map<string | null, number>>();
  for (const [n, { target, commandId }] of rows.entries()) placesOf(latest, target).set(commandId, n);
  for (const [target, commands] of latest) placeCommands(commands, placesOf(known, target));
  return rows
    .filter(({ target, commandId }, n) => placesOf(latest, target).get(commandId) === n)
    .map((row) => ({ row, dup: placesOf(known, row.target).get(row.commandId) ?? 0 }));
}

function placeCommands(commands: Map<string | null, unknown>, places: Map<string | null, number>): void {
  const isNew = (id: string | null): id is string => id !== null && !places.has(id);
  const fresh = [...commands.keys()].filter(isNew).sort();
  // Met without and with its command in one go: pages moved between the two answers.
  if (fresh.length > 0) commands.delete(null);
  for (const id of fresh) {
    const place = places.get(null);
    places.delete(null);
    places.set(id, place ?? nextPlace(places));
  }
  if (commands.has(null) && !places.has(null)) places.set(null, nextPlace(places));
}

const nextPlace = (places: ReadonlyMap<string | null, number>): number =>
  Math.max(-1, ...places.values()) + 1;

function placesOf(map: Map<string, Map<string | null, number>>, target: string): Map<string | null, number> {
  const places = map.get(target) ?? new Map<string | null, number>();
  map.set(target, places);
  return places;
}
