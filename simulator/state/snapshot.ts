import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { WorldState } from "../world";

/** Raise when the saved shape changes: older state is then set aside. */
export const SNAPSHOT_FORMAT = 1;

/** A snapshot belongs to one fleet; `generation` names the journal that continues it. */
export type SnapshotHead = { format: number; generation: number; fleet: string; seed: number };
export type Snapshot = { head: SnapshotHead; world: WorldState };

/** Written beside and renamed, so that a crash leaves the old one or the new one. */
export function writeSnapshot(path: string, snapshot: Snapshot): void {
  const bytes = serialize(snapshot);
  const next = `${path}.next`;
  const file = openSync(next, "w");
  try {
    let done = 0;
    while (done < bytes.length) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
  syncFolder(dirname(path));
}

/** The saved snapshot, undefined when there is none; throws when the file is not one of this format. */
export function readSnapshot(path: string): Snapshot | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  // The file is our own and the format number stands for its shape.
  const snapshot = deserialize(bytes) as Snapshot;
  if (snapshot.head?.format !== SNAPSHOT_FORMAT) throw new Error("another snapshot format");
  return snapshot;
}

/** Makes the rename itself durable; not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    fsyncSync(file);
    closeSync(file);
  } catch {
    // Windows: a rename is durable without it.
  }
}
