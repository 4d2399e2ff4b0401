import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Environment, EnvironmentError, parseEnvironment } from "@/lib/env";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";

/**
 * Completes the environment by the file `.env` where it is silent. Test runs set MUSTER_IGNORE_ENV_FILE: they must not
 * depend on a person's own settings.
 */
export function loadEnvFile(): void {
  const file = join(projectRoot, ".env");
  if (!process.env.MUSTER_IGNORE_ENV_FILE && existsSync(file)) process.loadEnvFile(file);
}

/** The checked environment; a bad value becomes the one line that names the variable and the rule. */
export function readStartEnvironment(): Environment {
  loadEnvFile();
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    throw error instanceof EnvironmentError ? new CommandFailure(error.message) : error;
  }
}
