import type { Endpoint } from "@/lib/contracts/endpoint";
import { AppError } from "@/lib/errors";
import type { AnyAnswer } from "./answers";

/**
 * The answer as its own schema sees it. A status or shape the endpoint does not declare is a defect, and a defect is a
 * 500 everywhere: nothing undeclared leaves the house, in production neither (A35).
 */
export function checkAnswer(endpoint: Endpoint, answer: AnyAnswer): AnyAnswer {
  if (answer.status === 204) {
    if (endpoint.answers[204]) return answer;
    throw new AppError("internal", `${endpoint.id} does not declare 204.`);
  }
  if ("file" in answer || "download" in answer) {
    if (endpoint.answers.file) return answer;
    throw new AppError("internal", `${endpoint.id} does not declare a file.`);
  }
  if ("events" in answer) {
    if (endpoint.answers.events) return answer;
    throw new AppError("internal", `${endpoint.id} does not declare events.`);
  }
  const schema = endpoint.answers[answer.status];
  if (schema === undefined)
    throw new AppError("internal", `${endpoint.id} does not declare ${answer.status}.`);
  const result = schema.safeParse(answer.body);
  if (result.success) return { ...answer, body: result.data };
  throw new AppError("internal", `${endpoint.id} answers another shape than it declares.`, {
    cause: result.error,
  });
}
