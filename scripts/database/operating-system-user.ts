import { readFileSync } from "node:fs";
import { CommandFailure } from "../process/command-failure";

export type OperatingSystemUser = { name: string; uid: number; gid: number };

// PostgreSQL refuses to run as root; both exist on practically every system, and no user is ever created.
const CANDIDATES = ["postgres", "nobody"];

/** The user PostgreSQL runs as when we are root; null when we are not, and it simply runs as ourselves. */
export function chooseDatabaseUser(): OperatingSystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const user = findUser(readFileSync("/etc/passwd", "utf8"), CANDIDATES);
  if (user) return user;
  throw new CommandFailure(
    `PostgreSQL does not run as root, and this machine has none of the users ${CANDIDATES.join(", ")}: start as another user, or set DATABASE_URL.`,
  );
}

/** The first of `names` that a file in the format of /etc/passwd lists with an id other than root's. */
export function findUser(passwd: string, names: readonly string[]): OperatingSystemUser | null {
  const users = new Map(passwd.split("\n").map((line) => [line.split(":")[0], line.split(":")]));
  for (const name of names) {
    const [, , uid, gid] = users.get(name) ?? [];
    if (uid && gid && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
