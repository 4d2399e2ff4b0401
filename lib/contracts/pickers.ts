import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { ConnectionParams, NoBody } from "./path-params";

export const PackageType = z.enum(["softwarePackage", "firmwarePackage", "modulePackage"]);
export type PackageType = z.infer<typeof PackageType>;

export const UpgradePackage = z.strictObject({
  packageId: z.string(),
  type: z.string(),
  version: z.string(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  /** Of a module package (sheet §11.6). */
  moduleName: z.string().nullable(),
  sourceVersions: z.array(z.string()),
  description: z.string().nullable(),
  createdAt: Instant.nullable(),
});
export type UpgradePackage = z.infer<typeof UpgradePackage>;

export const ResourceSpace = z.strictObject({
  appId: z.string(),
  name: z.string(),
  default: z.boolean(),
});
export type ResourceSpace = z.infer<typeof ResourceSpace>;

/** Places for tasks that are not over: ten a space (sheet §10.4). */
export const Slots = z.strictObject({
  used: z.int().min(0),
  of: z.int(),
  /** Tasks whose space is not known may take more of them. */
  atLeast: z.boolean(),
});
export type Slots = z.infer<typeof Slots>;

export const ResourceSpaceList = z.strictObject({
  items: z.array(ResourceSpace.extend({ slots: Slots })),
  nextCursor: z.string().nullable(),
});
export type ResourceSpaceList = z.infer<typeof ResourceSpaceList>;

export const PackageList = z.strictObject({
  items: z.array(UpgradePackage),
  nextCursor: z.string().nullable(),
});
export type PackageList = z.infer<typeof PackageList>;

export const ListPackagesQuery = z.strictObject({
  type: PackageType.optional(),
  appId: z.string().min(1).max(36).optional(),
  productId: z.string().min(1).max(36).optional(),
  q: z.string().min(1).max(128).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListPackagesQuery = z.infer<typeof ListPackagesQuery>;

export const listPackages = defineEndpoint({
  id: "listPackages",
  method: "GET",
  path: "/connections/{connection}/packages",
  summary: "Upgrade packages on the platform",
  access: "read",
  params: ConnectionParams,
  query: ListPackagesQuery,
  body: NoBody,
  answers: { 200: PackageList },
});

export const ListAppsQuery = z.strictObject({
  /** A part of the name or the id, case ignored. */
  q: z.string().min(1).max(128).optional(),
  appId: z.string().min(1).max(36).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListAppsQuery = z.infer<typeof ListAppsQuery>;

export const listApps = defineEndpoint({
  id: "listApps",
  method: "GET",
  path: "/connections/{connection}/apps",
  summary: "Resource spaces on the platform",
  access: "read",
  params: ConnectionParams,
  query: ListAppsQuery,
  body: NoBody,
  answers: { 200: ResourceSpaceList },
});
