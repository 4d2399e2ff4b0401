import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { NoBody, NoParams, NoQuery } from "./path-params";
import { Role } from "./permission";

/** Who is calling, for the shell: never a token. `grants` maps a connection's slug (`*` = all) to roles. */
export const CallerInfo = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(["person", "token"]),
  /** Whether signing in asks for a code too; null for a token. */
  secondFactor: z.boolean().nullable(),
  grants: z.record(z.string(), z.array(Role)),
});
export type CallerInfo = z.infer<typeof CallerInfo>;

export const showCaller = defineEndpoint({
  id: "showCaller",
  method: "GET",
  path: "/me",
  summary: "Who the caller is and which roles they hold",
  access: "signed_in",
  params: NoParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: CallerInfo },
});
