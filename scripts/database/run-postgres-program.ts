import { join } from "node:path";
import { type ChildEnvironment, type ChildResult, runChild } from "../process/run-child";
import type { OperatingSystemUser } from "./operating-system-user";

export type PostgresPrograms = { directory: string; user: OperatingSystemUser | null };

/**
 * Runs `postgres`, `initdb` or `pg_ctl` as the database's user. `output: "ignore"` is a must for `pg_ctl start`: the
 * server it leaves behind would hold our pipe open for ever.
 */
export function runPostgresProgram(
  { directory, user }: PostgresPrograms,
  program: "postgres" | "initdb" | "pg_ctl",
  args: string[],
  output: "capture" | "ignore" = "capture",
): Promise<ChildResult> {
  const windows = process.platform === "win32";
  return runChild({
    file: join(directory, "bin", windows ? `${program}.exe` : program),
    args,
    // Not the folder we are in: the database's user may not be allowed there.
    ...(windows ? {} : { cwd: "/" }),
    env: bareEnvironment(),
    output,
    uid: user?.uid,
    gid: user?.gid,
  });
}

/** No secret of ours and none of PostgreSQL's own variables (PGPORT, PGDATA, …) may reach the server. */
function bareEnvironment(): ChildEnvironment {
  const kept = ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SystemDrive", "LD_LIBRARY_PATH"];
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: "C" };
}
