import "server-only";
import { answerAuthRequest } from "@/lib/auth/auth-routes";
import { readRequestFacts } from "@/lib/http/request-facts";
import { respondWithProblem } from "@/lib/http/respond";
import { toProblem } from "@/lib/http/to-problem";
import { getContainer } from "./container";

/** Everything below `/api/auth`: what is not open there is 404, for every method. */
export async function answerAuth(request: Request): Promise<Response> {
  const { requestId, address } = readRequestFacts(request.headers);
  const { auth, log } = await getContainer();
  const started = auth.clock();
  const line = (status: number) => ({
    requestId,
    peer: address,
    method: request.method,
    path: new URL(request.url).pathname,
    status,
    durationMs: Math.round(auth.clock() - started),
  });
  try {
    const response = await answerAuthRequest({ request, requestId, address }, auth);
    log.info(line(response.status), "request");
    return response;
  } catch (error) {
    const refused = toProblem(error, requestId);
    const { status, code } = refused.problem;
    if (status >= 500) log.error({ ...line(status), code, error }, "request failed");
    else log.info({ ...line(status), code }, "request refused");
    return respondWithProblem(refused);
  }
}
