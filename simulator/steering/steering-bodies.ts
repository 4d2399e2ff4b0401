import { z } from "zod";
import { FAULT_KINDS } from "../faults";
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

export const FaultBody = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).optional(),
  times: z.int().min(1).optional(),
  status: z.int().min(200).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfter: z.number().min(0).optional(),
  delayMs: z.number().min(0).max(600_000).optional(),
});

export const SpeedBody = z.strictObject({ speed: z.number().gt(0).max(100_000) });
export const NaLimitBody = z.strictObject({ callsPerMinute: z.int().min(0).max(1_000_000) });
export const TokensBody = z.strictObject({
  expire: z.enum(EXPIRABLE),
  refuser: z.enum(["platform", "gateway"]).optional(),
});
export const ClockBody = z.strictObject({ advanceMs: z.number().min(0) });
export const ModeBody = z.strictObject({ strict: z.array(z.enum(MODES)) });
