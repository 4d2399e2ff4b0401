import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../process/command-failure";
import { locateNativePackage, type NativePackage } from "./native-package";
import { chooseDatabaseUser } from "./operating-system-user";
import { type PostgresPrograms, runPostgresProgram } from "./run-postgres-program";
import { makeSystemWideFolder } from "./system-wide-folder";

/** PostgreSQL's programs, in a place from which the user they run as can execute them. */
export async function findReachablePrograms(log: (line: string) => void): Promise<PostgresPrograms> {
  const native = locateNativePackage();
  const user = chooseDatabaseUser();
  const inPlace = { directory: native.directory, user };
  if (!user || (await runs(inPlace))) return inPlace;
  const copy = { directory: copyOnce(native, log), user };
  if (await runs(copy)) return copy;
  throw new CommandFailure(
    `PostgreSQL cannot run as the user ${user.name}: start as another user, or set DATABASE_URL.`,
  );
}

async function runs(programs: PostgresPrograms): Promise<boolean> {
  try {
    return (await runPostgresProgram(programs, "postgres", ["--version"])).code === 0;
  } catch {
    return false;
  }
}

function copyOnce({ directory, version }: NativePackage, log: (line: string) => void): string {
  const folder = makeSystemWideFolder();
  const copy = join(folder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  log(`Copying PostgreSQL to ${copy}, where an unprivileged user can run it`);
  const half = mkdtempSync(`${copy}.`);
  try {
    cpSync(directory, join(half, "native"), { recursive: true, verbatimSymlinks: true });
    renameSync(join(half, "native"), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error; // else another start was quicker
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return copy;
}
