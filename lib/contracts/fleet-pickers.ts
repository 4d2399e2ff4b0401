import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { maximumPageSize } from "./page";
import { ConnectionParams, ConnectionSlug, NoBody, NoQuery } from "./path-params";
import { ShortId } from "./short-id";

/** What every list below takes; a page may hold fewer rows than `limit`, only a null `nextCursor` is the end. */
const paging = {
  limit: z.coerce.number().int().min(1).max(maximumPageSize).default(50),
  cursor: z.string().max(512).optional(),
};

/** What every list below answers with; `total` is null where only the whole walk would tell. */
const listed = { total: z.int().min(0).nullable(), nextCursor: z.string().nullable() };

export const Device = z.strictObject({
  deviceId: z.string(),
  nodeId: z.string().nullable(),
  name: z.string().nullable(),
  appId: z.string().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  gatewayId: z.string().nullable(),
  nodeType: z.string().nullable(),
  /** ONLINE, OFFLINE, ABNORMAL, INACTIVE, FROZEN or a word the platform invents later; members of a group come without. */
  status: z.string().nullable(),
  firmwareVersion: z.string().nullable(),
  softwareVersion: z.string().nullable(),
});
export type Device = z.infer<typeof Device>;

export const DeviceList = z.strictObject({ items: z.array(Device), ...listed });
export type DeviceList = z.infer<typeof DeviceList>;

export const ListDevicesQuery = z.strictObject({
  /**
   * Finds the one device with this whole id; else by the beginning of name or node id (four characters or more, case
   * counts) on editions with advanced search; on others, and for shorter texts, by the whole node id and by what the
   * platform itself takes for the name. With `groupId`: a part of id, node id or name, case ignored.
   */
  q: z.string().min(1).max(128).optional(),
  appId: ShortId.optional(),
  productId: ShortId.optional(),
  /** Members of this group only; they are all in the group's space, whatever `appId` says. */
  groupId: ShortId.optional(),
  ...paging,
});
export type ListDevicesQuery = z.infer<typeof ListDevicesQuery>;

export const listDevices = defineEndpoint({
  id: "listDevices",
  method: "GET",
  path: "/connections/{connection}/devices",
  summary: "Devices on the platform",
  access: "read",
  params: ConnectionParams,
  query: ListDevicesQuery,
  body: NoBody,
  answers: { 200: DeviceList },
});

export const DeviceGroup = z.strictObject({
  groupId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** The group it is below; not necessarily on the same page. */
  parentId: z.string().nullable(),
  /** STATIC or DYNAMIC, as far as it is known. */
  type: z.string().nullable(),
});
export type DeviceGroup = z.infer<typeof DeviceGroup>;

export const DeviceGroupList = z.strictObject({ items: z.array(DeviceGroup), ...listed });
export type DeviceGroupList = z.infer<typeof DeviceGroupList>;

export const ListDeviceGroupsQuery = z.strictObject({
  /** A part of name, description or id, case ignored. */
  q: z.string().min(1).max(128).optional(),
  appId: ShortId.optional(),
  ...paging,
});
export type ListDeviceGroupsQuery = z.infer<typeof ListDeviceGroupsQuery>;

export const listDeviceGroups = defineEndpoint({
  id: "listDeviceGroups",
  method: "GET",
  path: "/connections/{connection}/device-groups",
  summary: "Groups of devices on the platform",
  access: "read",
  params: ConnectionParams,
  query: ListDeviceGroupsQuery,
  body: NoBody,
  answers: { 200: DeviceGroupList },
});

export const GroupParams = z.strictObject({ connection: ConnectionSlug, groupId: ShortId });

export const GroupMember = Device.pick({ deviceId: true, nodeId: true, name: true, productId: true });
export type GroupMember = z.infer<typeof GroupMember>;

export const GroupMemberList = z.strictObject({
  items: z.array(GroupMember),
  total: z.int().min(0),
  nextCursor: z.string().nullable(),
});
export type GroupMemberList = z.infer<typeof GroupMemberList>;

export const ListGroupMembersQuery = z.strictObject(paging);
export type ListGroupMembersQuery = z.infer<typeof ListGroupMembersQuery>;

/** `total` comes with every page, so one row is enough to count a group. */
export const listGroupMembers = defineEndpoint({
  id: "listGroupMembers",
  method: "GET",
  path: "/connections/{connection}/device-groups/{groupId}/devices",
  summary: "Devices of a group on the platform",
  access: "read",
  params: GroupParams,
  query: ListGroupMembersQuery,
  body: NoBody,
  answers: { 200: GroupMemberList },
});

export const overlapLimits = { groups: { min: 2, max: 20 }, members: 2_000 } as const;

export const CompareGroups = z.strictObject({
  groupIds: z
    .array(ShortId)
    .min(overlapLimits.groups.min)
    .max(overlapLimits.groups.max)
    .refine((ids) => new Set(ids).size === ids.length, "must name each group once"),
});
export type CompareGroups = z.infer<typeof CompareGroups>;

export const GroupOverlap = z.strictObject({
  /** Places in all groups together: a device in two of them counts twice. */
  total: z.int().min(0),
  /** Each device once; null when there are too many to read (`reason`). */
  distinct: z.int().min(0).nullable(),
  reason: z.literal("too_many").nullable(),
  /** Groups that share devices, the most first. */
  pairs: z.array(z.strictObject({ groupIds: z.array(z.string()).length(2), shared: z.int().min(1) })),
  readAt: Instant,
});
export type GroupOverlap = z.infer<typeof GroupOverlap>;

export const compareGroups = defineEndpoint({
  id: "compareGroups",
  method: "POST",
  path: "/connections/{connection}/device-groups/overlap",
  summary: "How many devices several groups have together",
  access: "read",
  params: ConnectionParams,
  query: NoQuery,
  body: CompareGroups,
  answers: { 200: GroupOverlap },
});
