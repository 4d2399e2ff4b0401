import * as z from "zod";
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
  /** What it signs in to the platform with. */
  signIn: z.enum(["keys", "iam", "app"]),
  /** This and the next two, `serverName` and `accessKeyLast4`: null for those who do not administer it. */
  iamUser: z.string().nullable(),
  iamDomain: z.string().nullable(),
  iamEndpoint: z.string().nullable(),
  /** Legacy: the application that signs in. */
  appId: z.string().nullable(),
  serverName: z.string().nullable(),
  /** Legacy: certificates of its own are stored. */
  tlsSet: z.boolean(),
  purpose: z.enum(["production", "test"]).nullable(),
  /** Nothing that changes the platform is sent over it. */
  readOnly: z.boolean(),
  /** Calls a second; null: what the environment says. */
  rateRead: z.number().nullable(),
  rateWrite: z.number().nullable(),
  pageConcurrency: z.int().nullable(),
  /** Rows of a workbook the platform takes; null is 100,000 (the documents disagree, sheet §15). */
  fileRows: z.int().nullable(),
  /** Who owns it: one from the environment or the sandbox is not edited here. */
  source: z.enum(["environment", "settings", "sandbox"]),
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
