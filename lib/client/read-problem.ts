import { ApiError } from "./api-error";

/** Reads an answer that is not a success; one without a problem document keeps its status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get("retry-after"));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  const { Problem } = await import("@/lib/contracts/problem");
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return new ApiError(parsed.data.code, response.status, parsed.data, retryAfter);
  return new ApiError(response.status === 401 ? "unauthenticated" : "bad_answer", response.status, null);
}
