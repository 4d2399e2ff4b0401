import type { SignableRequest } from "./sign/canonical-request";

/** What a request is sent with. */
export interface Proof {
  /** Its own headers, and those that prove who calls. */
  headers: Readonly<Record<string, string>>;
  /** What the proof is made of: no answer may repeat it to anybody. */
  secrets: readonly string[];
}

export type Authorise = (request: SignableRequest) => Proof;

/** What an authority needs to know of an answer. */
export interface Attempted {
  /** The platform's clock. */
  answeredAt: Date | null;
}

/**
 * How a connection proves who it is. Runs `attempt` and, when it is refused for a reason that can be cured (a clock
 * that is wrong, a token that is no longer valid), cures it and runs it once more: such a refusal proves that nothing
 * was done, so writes are repeated too.
 */
export type Authority = <Result extends Attempted>(
  attempt: (authorise: Authorise) => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>;

/** For calls that carry their proof in the body: signing in. */
export const withoutProof: Authority = (attempt) => attempt(({ headers }) => ({ headers, secrets: [] }));
