import * as z from "zod";
import { createLimits, targetPattern } from "./create-task";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { ConnectionParams, NoQuery } from "./path-params";
import { ShortId } from "./short-id";

/** `perCall` ids keep one call under 25 s at the platform's pace; a whole look-up is at most `perLook` of them. */
export const targetCheckLimits = { perCall: 20, perLook: 100, products: 20 } as const;

const DeviceId = z.string().regex(targetPattern, "must be 1 to 128 letters, digits, _ or -");
export const CheckTargets = z.strictObject({
  ids: z
    .array(DeviceId)
    .min(1, "needs at least one device")
    .max(targetCheckLimits.perCall, `takes at most ${targetCheckLimits.perCall} devices a call`),
  /** Those the task is meant for; left out, any will do. */
  productIds: z.array(ShortId).min(1).max(targetCheckLimits.products).optional(),
});
export type CheckTargets = z.infer<typeof CheckTargets>;

/** The first that applies, in this order. */
export const TargetTrouble = z.enum(["unknown", "other_product", "frozen", "inactive"]);
export type TargetTrouble = z.infer<typeof TargetTrouble>;

export const CheckedTarget = z.strictObject({
  deviceId: z.string(),
  /** `unread`: the platform could not be asked about this one, so nothing is known of it. */
  state: z.enum(["found", "missing", "unread"]),
  /** Null: nothing stands against it, or it is unread. */
  problem: TargetTrouble.nullable(),
  name: z.string().nullable(),
  status: z.string().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  nodeType: z.string().nullable(),
  gatewayId: z.string().nullable(),
});
export type CheckedTarget = z.infer<typeof CheckedTarget>;

export const TargetCheck = z.strictObject({
  /** In the order they were asked for, each once. */
  items: z.array(CheckedTarget),
  checkedAt: Instant,
});
export type TargetCheck = z.infer<typeof TargetCheck>;

export const checkTargets = defineEndpoint({
  id: "checkTargets",
  method: "POST",
  path: "/connections/{connection}/target-checks",
  summary: "Look devices up on the platform before a task is made for them",
  access: "change",
  params: ConnectionParams,
  query: NoQuery,
  body: CheckTargets,
  answers: { 200: TargetCheck },
});

export const FindLiveTargets = z.strictObject({
  ids: z
    .array(DeviceId)
    .min(1, "needs at least one device")
    .max(createLimits.targets, `takes at most ${createLimits.targets} devices`),
});
export type FindLiveTargets = z.infer<typeof FindLiveTargets>;

const LiveTask = z.strictObject({
  taskId: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
});

export const LiveTargets = z.strictObject({
  /** Tasks that are not over and have some of the devices still to do, those with the most of them first. */
  tasks: z.array(LiveTask.extend({ count: z.int().min(1), sample: z.array(z.string()).max(5) })),
  /** How many of the devices are in any of them. */
  devices: z.int().min(0),
  /** Tasks that are not over and may have some more: not all of their devices are known here. */
  unknownTasks: z.array(LiveTask),
  checkedAt: Instant,
});
export type LiveTargets = z.infer<typeof LiveTargets>;

/** From our own snapshots: the platform is not asked. */
export const findLiveTargets = defineEndpoint({
  id: "findLiveTargets",
  method: "POST",
  path: "/connections/{connection}/live-targets",
  summary: "Which of these devices other live tasks are still working on",
  access: "read",
  params: ConnectionParams,
  query: NoQuery,
  body: FindLiveTargets,
  answers: { 200: LiveTargets },
});
