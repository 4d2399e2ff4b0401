import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, NoParams, NoQuery } from "./path-params";
import { ConnectionTestResult } from "./save-connection";

/** How a living connection is, for those who look after it. */
export const ConnectionState = z.strictObject({
  connection: z.string(),
  /** Of the connection as it is saved; null before the first. */
  lastTest: ConnectionTestResult.nullable(),
  /** The platform's clock is ahead of ours by so much (behind, when negative); null when they agree. */
  clock: z.strictObject({ offsetSeconds: z.int(), seenAt: Instant }).nullable(),
  /** When its list was read last; null before that, and on a legacy connection, which has none. */
  readAt: Instant.nullable(),
  /** It does not answer, or refuses the sign-in, since then; null while it does. */
  down: z.strictObject({ since: Instant, reason: z.string() }).nullable(),
});
export type ConnectionState = z.infer<typeof ConnectionState>;

export const ConnectionStateList = z.strictObject({ items: z.array(ConnectionState) });
export type ConnectionStateList = z.infer<typeof ConnectionStateList>;

export const listConnectionStates = defineEndpoint({
  id: "listConnectionStates",
  method: "GET",
  path: "/connections/test",
  summary:
    "What the last test of each connection found, whether it answers and how its clock is (administrators)",
  access: "administer",
  params: NoParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: ConnectionStateList },
});
