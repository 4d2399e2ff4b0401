import type { SignedRequest } from "../verify-signature";
import type { Answer } from "./answer";
import type { LoggedCall } from "./call-log";

/** A call whose body has arrived; undefined = it was over the gateway's limit. */
export type ReceivedCall = Omit<SignedRequest, "body"> & { body: Buffer | undefined; requestId: string };

/** Who called, as far as it is known. */
export type SeenCaller = Pick<LoggedCall, "signature" | "app">;

export type AnsweredCall = SeenCaller & { answer: Answer; errorCode?: string };
