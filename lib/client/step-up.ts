import type { Problem } from "@/lib/contracts/problem";
import { ApiError, asApiError } from "./api-error";

export type ProofMethod = NonNullable<Problem["stepUp"]>;

/** The person did not want to prove who they are: nothing was done, and there is nothing to say about it. */
export class ProofDeclined extends Error {
  constructor() {
    super("No proof was given.");
    this.name = "ProofDeclined";
  }
}

export interface AskedProof {
  method: ProofMethod;
  settle(proved: boolean): void;
}

let asked: (AskedProof & { answer: Promise<boolean> }) | null = null;
const listeners = new Set<() => void>();

function set(next: typeof asked): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** What the dialog in the shell listens to: a proof that is being asked for. */
export const askedProof = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): AskedProof | null => asked,
  readOnServer: (): AskedProof | null => null,
};

/**
 * Makes a call; when it is refused only for want of a fresh proof of who is asking (security.md S1.10), asks for one
 * and makes the call once more. Throws `ProofDeclined` when none is given, else what the call throws.
 */
export async function withProof<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const method = error instanceof ApiError ? error.problem?.stepUp : undefined;
    if (method === undefined) throw error;
    if (!(await askForProof(method))) throw new ProofDeclined();
    return run();
  }
}

/** Calls that are refused at the same time wait for the same answer. */
function askForProof(method: ProofMethod): Promise<boolean> {
  if (asked !== null) return asked.answer;
  let settle: (proved: boolean) => void = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (proved) => {
      set(null);
      resolve(proved);
    };
  });
  set({ method, settle, answer });
  return answer;
}

/** A failed act as screens show it; null when the person chose not to go on. */
export function faultOf(error: unknown): ApiError | null {
  return error instanceof ProofDeclined ? null : asApiError(error);
}
