import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OperatingSystemUser } from "./operating-system-user";
import { makeSystemWideFolder } from "./system-wide-folder";

/**
 * The folder that holds the server's data and our notes about it: the wanted one when the database's user can walk
 * into it, else one of its own elsewhere. Which one is written down in the wanted folder and not derived from its
 * name: a fresh clone in the same place must not find the old clone's database.
 */
export function locateHome(
  wanted: string,
  user: OperatingSystemUser | null,
  log: (line: string) => void,
): string {
  mkdirSync(wanted, { recursive: true });
  if (!user) return wanted;
  const note = noteOf(wanted);
  if (existsSync(note)) return readFileSync(note, "utf8").trim();
  chmodSync(wanted, 0o711);
  if (canEnter(wanted, user)) return wanted;
  const elsewhere = mkdtempSync(join(makeSystemWideFolder(), "data-"));
  chmodSync(elsewhere, 0o711);
  writeFileSync(note, `${elsewhere}\n`);
  log(`${wanted} is out of reach for the user ${user.name}: the database is kept in ${elsewhere}`);
  return elsewhere;
}

/** Removes a folder that `locateHome` was asked for, with the data wherever it is. */
export function removeHome(wanted: string): void {
  const note = noteOf(wanted);
  if (existsSync(note)) rmSync(readFileSync(note, "utf8").trim(), { recursive: true, force: true });
  rmSync(wanted, { recursive: true, force: true });
}

function noteOf(wanted: string): string {
  return join(wanted, "moved-to");
}

function canEnter(directory: string, { uid, gid }: OperatingSystemUser): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", directory], { uid, gid, cwd: "/" }).status === 0;
}
