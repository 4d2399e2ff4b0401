import { z } from "zod";
import { ACTIONS } from "../http/permissions";

const Status = z.int().min(200).max(599);
const RetryAfter = z.union([z.number().min(0), z.string().min(1)]);
const HOUR_MS = 3_600_000;

const common = {
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  delayMs: z.number().min(0).max(HOUR_MS).optional(),
};
const refusal = {
  status: Status.optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfter: RetryAfter.optional(),
};

function fault<K extends string, S extends z.ZodRawShape>(kind: K, shape: S) {
  return z.strictObject({ kind: z.literal(kind), ...shape, ...common });
}

/** A fault as it is ordered over HTTP; each kind takes its own fields and no others. */
export const FaultBody = z.discriminatedUnion("kind", [
  fault("status", refusal),
  fault("throttle", { ...refusal, over: z.int().min(0).optional() }),
  fault("html", { status: Status.optional(), retryAfter: RetryAfter.optional() }),
  fault("empty", { status: Status.optional() }),
  fault("redirect", { to: z.string().min(1), status: z.int().min(300).max(399).optional() }),
  fault("flood", {
    bytes: z.int().min(0),
    gzip: z.boolean().optional(),
    contentLength: z.boolean().optional(),
  }).refine((flood) => !(flood.gzip && flood.contentLength), {
    path: ["contentLength"],
    message: "a zipped flood has no length to announce",
  }),
  fault("reset", {}),
  fault("lose-answer", {}),
  fault("hang", {}),
  fault("drip", { everyMs: z.number().min(1).max(HOUR_MS).optional() }),
  fault("truncate", { contentLength: z.boolean().optional() }),
  z.strictObject({ kind: z.literal("delay"), ...common, delayMs: z.number().min(0).max(HOUR_MS) }),
  fault("rewrite", {
    at: z.string().min(1),
    value: z.json().optional(),
    remove: z.literal(true).optional(),
  }).refine(({ value, remove }) => (value === undefined) === (remove === true), {
    message: "one of value and remove",
  }),
  fault("shift-rows", { rows: z.int().min(1).optional() }),
  fault("repeat-marker", {}),
  fault("endless-pages", {}),
]);

export const PermissionsBody = z.strictObject({ deny: z.array(z.enum(ACTIONS)) });
