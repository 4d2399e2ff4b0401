import { mkdirSync } from "node:fs";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";

const FOLDER = "/var/lib/muster";

/**
 * A folder every user can walk into and only root can change. Needed when root keeps the project below a private
 * directory such as /root, where the database's user can neither run the binaries nor reach its data.
 */
export function makeSystemWideFolder(): string {
  try {
    mkdirSync(FOLDER, { recursive: true, mode: 0o755 });
    return FOLDER;
  } catch (error) {
    throw new CommandFailure(
      `PostgreSQL cannot run from this folder as an unprivileged user, and ${FOLDER} cannot be made (${errorCode(error)}): move the project, start as another user, or set DATABASE_URL.`,
    );
  }
}
