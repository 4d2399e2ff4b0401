import { z } from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, NoParams, NoQuery } from "./path-params";

export const ConnectionKind = z.enum(["v5", "na"]);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

export const Connection = z.strictObject({
  slug: z.string(),
  name: z.string(),
  kind: ConnectionKind,
  endpoint: z.string(),
  region: z.string().nullable(),
  projectId: z.string().nullable(),
  instanceId: z.string().nullable(),
  signature: z.enum(["standard", "derived"]).nullable(),
  secretSet: z.boolean(),
  accessKeyLast4: z.string().nullable(),
  updatedAt: Instant,
  archived: z.boolean(),
  /** The simulated fleet: nothing reaches a real device. */
  sandbox: z.boolean(),
});
export type Connection = z.infer<typeof Connection>;

export const ConnectionList = z.strictObject({ items: z.array(Connection) });
export type ConnectionList = z.infer<typeof ConnectionList>;

export const listConnections = defineEndpoint({
  id: "listConnections",
  method: "GET",
  path: "/connections",
  summary: "Connections the caller may see; never a secret",
  access: "signed_in",
  params: NoParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: ConnectionList },
});
