import { answerOpenly } from "@/lib/http/open-answers";

export const dynamic = "force-dynamic";

/** The process is up; says nothing about what it needs. */
export function GET(request: Request): Promise<Response> {
  return answerOpenly(request, async () => ({ status: "up" }));
}
