import { z } from "zod";
import { LIMITS } from "../../limits";

const { na } = LIMITS;

function text(max: number) {
  return z.string().min(1).max(max);
}

const Name = z.string().min(1);
const Names = z.array(Name).min(1);

/** What every kind of `param` has; callbackUrl is kept and shown, never called. */
const common = {
  command: z.looseObject({
    serviceId: text(na.serviceIdLength),
    method: text(na.methodLength),
    paras: z.record(z.string(), z.unknown()).optional(),
  }),
  callbackUrl: z.url({ protocol: /^https?$/ }).optional(),
  maxRetransmit: z.int().min(0).max(na.maxRetransmit).optional(),
  groupTag: Name.optional(),
};

const Param = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("DeviceList"), deviceList: Names, ...common }),
  z.looseObject({
    type: z.literal("DeviceType"),
    deviceType: Name,
    manufacturerId: Name,
    model: Name,
    ...common,
  }),
  z.looseObject({ type: z.literal("DeviceArea"), deviceLocation: Name, ...common }),
  z.looseObject({ type: z.enum(["GroupList", "GroupIdList"]), groupList: Names, ...common }),
  z.looseObject({ type: z.literal("Broadcast"), ...common }),
]);

/** The body of a create call (sheet §13.4). Fields it does not know are let through. */
export const LegacyCreateBody = z.object({
  appId: text(na.appIdLength),
  taskName: text(na.taskNameLength),
  taskType: z.literal("DeviceCmd"),
  timeout: z.int().min(na.timeoutMinutes.min).max(na.timeoutMinutes.max),
  param: Param,
  tags: z.array(z.object({ tagName: text(na.tagNameLength), tagValue: text(na.tagValueLength) })).optional(),
});
