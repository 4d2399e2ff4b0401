import type { SignedRequest } from "../verify-signature";
import type { Answer } from "./answer";
import type { LoggedCall } from "./call-log";

/** A call whose body has arrived; undefined = it was over the gateway's limit. */
export type ReceivedCall = Omit<SignedRequest, "body"> & { body: Buffer | undefined; requestId: string };

/** Who called, and with which file, as far as it is known. */
export type SeenCaller = Pick<LoggedCall, "signature" | "app" | "file">;

export type AnsweredCall = SeenCaller & { answer: Answer; errorCode?: string };
