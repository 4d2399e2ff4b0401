import { failureOf } from "../../answer-failure";
import type { CallOptions } from "../../call-options";
import type { Caller, PlatformCall } from "../../caller";
import type { PlatformError } from "../../errors";

/** A file of the sheet's examples: what goes out and what comes back. */
export interface NaExample {
  request: { method: string; url: string; query?: Record<string, string | number>; body?: unknown };
  response: { status: number; body: unknown };
}

export type Reply = Pick<NaExample["response"], "status" | "body"> | PlatformError;

export interface AskedCall extends Omit<PlatformCall<unknown>, "read" | "query"> {
  query: Record<string, string>;
  options: CallOptions;
}

/** A platform of prepared replies in the order of the calls, judged as real answers are; the last one stays. */
export function answeringCaller(...replies: Reply[]): { call: Caller; asked: AskedCall[] } {
  const asked: AskedCall[] = [];
  const call: Caller = async ({ read, query, ...rest }, options) => {
    asked.push({ ...rest, query: Object.fromEntries(query), options });
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply instanceof Error || !reply) throw reply ?? new Error("no reply is left");
    const answer = { ...reply, headers: {}, requestId: "r-1", date: null };
    const failure = failureOf(answer, new Date(0), rest.operation);
    if (failure) throw failure;
    const result = read(answer);
    options.onAnswer?.({ status: answer.status, requestId: answer.requestId });
    return result;
  };
  return { call, asked };
}
