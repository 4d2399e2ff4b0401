import { type Environment, EnvironmentError, parseEnvironment } from "@/lib/env";
import { CommandFailure } from "../process/command-failure";

/** The checked environment; a bad value becomes the one line that names the variable and the rule. */
export function readStartEnvironment(): Environment {
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    throw error instanceof EnvironmentError ? new CommandFailure(error.message) : error;
  }
}
