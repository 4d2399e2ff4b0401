import { z } from "zod";
import { EXPIRABLE } from "../iam/token-serials";
import { MODES } from "../modes";

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const DeviceOrderBody = z.strictObject({
  deviceId: Id,
  productId: z.string().optional(),
  name: z.string().min(1).max(256).optional(),
  gatewayId: Id.optional(),
  firmware: z.string().optional(),
  software: z.string().optional(),
  online: z.boolean().optional(),
  frozen: z.boolean().optional(),
  deleted: z.boolean().optional(),
  outcome: z.enum(["success", "fail", "default"]).optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  failTimes: z.int().min(0).optional(),
  durationMs: z.number().min(0).optional(),
});

/** One order, or many. */
export const DevicesBody = z.union([
  z.strictObject({ devices: z.array(DeviceOrderBody) }).transform(({ devices }) => devices),
  DeviceOrderBody.transform((order) => [order]),
]);

export const SpeedBody = z.strictObject({ speed: z.number().gt(0).max(100_000) });
export const NaLimitBody = z.strictObject({ callsPerMinute: z.int().min(0).max(1_000_000) });
export const TokensBody = z.strictObject({
  expire: z.enum(EXPIRABLE),
  refuser: z.enum(["platform", "gateway"]).optional(),
});
/** `advanceMs` moves time ahead; `skewMs` puts off what callers see of it. */
export const ClockBody = z
  .strictObject({ advanceMs: z.number().min(0).optional(), skewMs: z.number().optional() })
  .refine(({ advanceMs, skewMs }) => (advanceMs ?? skewMs) !== undefined, "advanceMs or skewMs");
export const ModeBody = z.strictObject({ strict: z.array(z.enum(MODES)) });
export const GroupBody = z.strictObject({ groupId: z.string().min(1) });
