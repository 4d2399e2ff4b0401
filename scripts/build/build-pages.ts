import { mustRun } from "../process/run-child";
import { boundTool } from "../process/tools";

/** Runs `next build`. NODE_ENV is ours to say: Next builds nonsense with a "development" from the shell. */
export async function buildPages(signal: AbortSignal | undefined): Promise<void> {
  await mustRun("next build", {
    ...boundTool("next", "build"),
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    signal,
  });
}
