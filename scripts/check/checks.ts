import { type ChildEnvironment, mustRun } from "../process/run-child";
import { tool } from "../process/tools";

type Surroundings = { env: ChildEnvironment; signal: AbortSignal };

export async function checkFormatAndLint({ env, signal }: Surroundings): Promise<void> {
  await mustRun("biome", { ...tool("biome", "ci", "--colors=off", "--max-diagnostics=100"), env, signal });
}

/** Types, after Next has written those of its routes. */
export async function checkTypes({ env, signal }: Surroundings): Promise<void> {
  await mustRun("next typegen", { ...tool("next", "typegen"), env, signal });
  await mustRun("tsc", { ...tool("tsc", "--noEmit", "--pretty", "false"), env, signal });
}
