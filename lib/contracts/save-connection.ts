import * as z from "zod";
import { Connection } from "./connections";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { ConnectionParams, ConnectionSlug, NoBody, NoParams, NoQuery } from "./path-params";
import { reservedSlugs } from "./reserved-slugs";

/** A secret on its way in: never trimmed, never sent back. */
const Secret = z.string().min(1).max(4_096);
const Name = z.string().trim().min(1).max(80);
const Endpoint = z.string().trim().min(1).max(300);
const Id = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -");
const Region = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{1,40}$/, "must be a region such as cn-north-4");
const Pem = z.string().min(1).max(100_000);

const general = {
  name: Name,
  endpoint: Endpoint,
  purpose: z.enum(["production", "test"]).optional(),
  /** Nothing that changes the platform is sent over it. */
  readOnly: z.boolean().optional(),
  /** Calls a second over all processes; 0 = no limit, absent = what the environment says. */
  rateRead: z.number().min(0).max(1_000).optional(),
  rateWrite: z.number().min(0).max(1_000).optional(),
  /** Reads in flight at once. */
  pageConcurrency: z.int().min(1).max(11).optional(),
  fileRows: z.int().min(1).max(100_000).optional(),
};

const v5 = {
  ...general,
  kind: z.literal("v5"),
  region: Region.optional(),
  projectId: Id,
  instanceId: Id.max(36).optional(),
  /** Absent: chosen by the host (sheet §3.2). */
  signature: z.enum(["standard", "derived"]).optional(),
};
const keys = {
  accessKey: z.string().trim().min(1).max(128),
  secretKey: Secret,
  securityToken: Secret.optional(),
};
const iam = {
  iamUser: z.string().trim().min(1).max(128),
  iamDomain: z.string().trim().min(1).max(128),
  iamPassword: Secret,
  /** Absent: the one of the region. */
  iamEndpoint: Endpoint.optional(),
};

const na = {
  ...general,
  kind: z.literal("na"),
  appId: Id.max(256),
  /** What the platform's certificate must be signed by, when no public authority did. */
  caPem: Pem.optional(),
  certPem: Pem.optional(),
  keyPem: Pem.optional(),
  keyPassphrase: Secret.optional(),
  /** The name in the platform's certificate, when it is not the host. */
  serverName: z.string().trim().min(1).max(253).optional(),
};

const KeysConnection = z.strictObject({ ...v5, signIn: z.literal("keys").default("keys"), ...keys });
const IamConnection = z.strictObject({ ...v5, signIn: z.literal("iam"), ...iam });
const LegacyConnection = z.strictObject({ ...na, secret: Secret });

const NewSlug = ConnectionSlug.refine((slug) => !reservedSlugs.includes(slug), "is used by Muster itself");

export const CreateConnection = z.union([
  KeysConnection.extend({ slug: NewSlug }),
  IamConnection.extend({ slug: NewSlug }),
  LegacyConnection.extend({ slug: NewSlug }),
]);
export type CreateConnection = z.infer<typeof CreateConnection>;

/**
 * The whole connection anew; a secret left out keeps the stored one, unless host, region, project or kind change
 * (security.md S4.4). `updatedAt` is what the editor saw: a newer one is a conflict (security.md F47).
 */
export const UpdateConnection = z.union([
  KeysConnection.extend({ updatedAt: Instant }).partial({ accessKey: true, secretKey: true }),
  IamConnection.extend({ updatedAt: Instant }).partial({ iamPassword: true }),
  LegacyConnection.extend({ updatedAt: Instant }).partial({ secret: true }),
]);
export type UpdateConnection = z.infer<typeof UpdateConnection>;

/** A connection as typed, saved or not; `connection` names the saved one whose secrets count where none is typed. */
export const TestConnection = z.union([
  z.strictObject({ connection: ConnectionSlug }),
  CreateConnection,
  KeysConnection.extend({ connection: ConnectionSlug }).partial({ accessKey: true, secretKey: true }),
  IamConnection.extend({ connection: ConnectionSlug }).partial({ iamPassword: true }),
  LegacyConnection.extend({ connection: ConnectionSlug }).partial({ secret: true }),
]);
export type TestConnection = z.infer<typeof TestConnection>;

/** One thing a test looks at; `permission` once for each IAM action that can be asked about without a trace. */
export const CheckName = z.enum([
  "address",
  "clock",
  "sign_in",
  "region",
  "project",
  "instance",
  "permission",
  "tasks",
]);
export type CheckName = z.infer<typeof CheckName>;

export const ConnectionCheck = z.strictObject({
  check: CheckName,
  ok: z.boolean(),
  /** `unknown`: could not be asked, because something before it failed or asking would leave a trace. */
  state: z.enum(["ok", "warning", "failed", "unknown"]),
  /** What was found, in English. */
  detail: z.string(),
  hint: z.string().nullable(),
  /** Names the hint in the message catalogues: `upstream.{hintKey}.hint`. */
  hintKey: z.string().nullable(),
  /** Names what was found there: `check.{key}`, with `values`. */
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The IAM action a permission check is about (sheet §3.3). */
  action: z.string().nullable(),
  /** As the platform refused it. */
  upstream: z.strictObject({ status: z.int().nullable(), errorCode: z.string().nullable() }).nullable(),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;

export const ConnectionTestResult = z.strictObject({
  items: z.array(ConnectionCheck),
  ok: z.boolean(),
  testedAt: Instant,
});
export type ConnectionTestResult = z.infer<typeof ConnectionTestResult>;

export const createConnection = defineEndpoint({
  id: "createConnection",
  method: "POST",
  path: "/connections",
  summary: "Add a connection (administrators, page session)",
  access: "administer",
  stepUp: true,
  params: NoParams,
  query: NoQuery,
  body: CreateConnection,
  answers: { 201: Connection },
});

export const updateConnection = defineEndpoint({
  id: "updateConnection",
  method: "PUT",
  path: "/connections/{connection}",
  summary: "Change a connection or its secrets (administrators, page session)",
  access: "administer",
  stepUp: true,
  params: ConnectionParams,
  query: NoQuery,
  body: UpdateConnection,
  answers: { 200: Connection },
});

export const deleteConnection = defineEndpoint({
  id: "deleteConnection",
  method: "DELETE",
  path: "/connections/{connection}",
  summary: "Archive a connection: its tasks keep their addresses, its secrets are forgotten",
  access: "administer",
  stepUp: true,
  params: ConnectionParams,
  query: NoQuery,
  body: NoBody,
  answers: { 204: true },
});

export const testConnection = defineEndpoint({
  id: "testConnection",
  method: "POST",
  path: "/connections/test",
  summary: "What works over a connection, saved or as typed, and what to do about the rest",
  access: "administer",
  stepUp: true,
  params: NoParams,
  query: NoQuery,
  body: TestConnection,
  answers: { 200: ConnectionTestResult },
});
