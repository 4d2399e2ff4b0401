import { resolve } from "node:path";
import type { Environment } from "@/lib/env";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import type { ChildEnvironment } from "../process/run-child";
import { loadSecret } from "../start/data-directory";

/**
 * What a further worker gets. It shares database and secret with a console that runs elsewhere; one with a secret of
 * its own could not open what is sealed in the database, so none is ever made here.
 */
export function workerEnvironment(outer: ChildEnvironment, environment: Environment): ChildEnvironment {
  if (!environment.databaseUrl) {
    throw new CommandFailure(
      "DATABASE_URL must be set: a further worker shares the database of a running console.",
    );
  }
  const dataDirectory = resolve(projectRoot, environment.dataDir);
  const secret = environment.secret ?? loadSecret(dataDirectory);
  if (!secret)
    throw new CommandFailure("MUSTER_SECRET must be set: to the one of the console that uses this database.");
  return { ...outer, NODE_ENV: "production", MUSTER_DATA_DIR: dataDirectory, MUSTER_SECRET: secret };
}
