import { mustRun } from "../process/run-child";
import { boundTool } from "../process/tools";

/**
 * Writes Prisma's client into lib/generated. The command insists on a schema engine on the disk, though it never runs
 * it: any file will do, and only this child is told so (elsewhere it would make drift checks always green).
 */
export async function generateClient(signal: AbortSignal | undefined): Promise<void> {
  await mustRun("prisma generate", {
    ...boundTool("prisma", "generate"),
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    signal,
  });
}
