import { AppError } from "@/lib/errors";
import { readRequestFacts } from "./request-facts";
import { respondWithAnswer, respondWithProblem } from "./respond";
import { toProblem } from "./to-problem";

/** For the few answers that nobody has to sign in for: health, and addresses of the API that do not exist. */
export async function answerOpenly(request: Request, find: () => Promise<unknown>): Promise<Response> {
  const { requestId } = readRequestFacts(request.headers);
  try {
    return respondWithAnswer({ status: 200, body: await find() }, requestId);
  } catch (error) {
    return respondWithProblem(toProblem(error, requestId));
  }
}

/** The answer to any method on an address of the API that no route has. */
export async function answerUnknownAddress(request: Request): Promise<Response> {
  return answerOpenly(request, async () => {
    throw new AppError("not_found", "The API has no such address.");
  });
}
