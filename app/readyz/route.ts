import { join } from "node:path";
import { answerOpenly } from "@/lib/http/open-answers";
import { checkReadiness } from "@/lib/http/readiness";
import { getContainer } from "@/lib/server/container";

export const dynamic = "force-dynamic";

/** The database answers and is migrated: the console can serve people. */
export function GET(request: Request): Promise<Response> {
  return answerOpenly(request, async () => {
    const { database, log } = await getContainer();
    await checkReadiness(database.pool, join(process.cwd(), "prisma", "migrations")).catch(
      (error: unknown) => {
        log.warn({ error }, "not ready");
        throw error;
      },
    );
    return { status: "ready" };
  });
}
