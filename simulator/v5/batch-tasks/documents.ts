import { z } from "zod";
import { LIMITS } from "../../limits";
import type { DocumentKind } from "../../task-types";
import { shortText } from "../parse-body";

const PackageId = z.string().regex(new RegExp(`^[A-Za-z0-9-]{1,${LIMITS.packageIdLength}}$`));

const PackageDocument = z
  .object({ package_id: PackageId.optional(), package_ids: z.array(PackageId).min(1).optional() })
  .refine((document) => (document.package_id === undefined) !== (document.package_ids === undefined), {
    message: "one of package_id and package_ids",
  });

const Paras = z.record(z.string(), z.unknown()).refine((paras) => jsonBytes(paras) <= LIMITS.parasBytes, {
  message: "too large",
});

const command = {
  service_id: shortText(LIMITS.serviceIdLength).optional(),
  command_name: shortText(LIMITS.commandNameLength).optional(),
  paras: Paras,
};

const AsyncCommandDocument = z
  .object({
    ...command,
    send_strategy: z.enum(["immediately", "delay"]).optional(),
    expire_time: z.int().min(0).max(LIMITS.asyncExpireSeconds).optional(),
  })
  .refine((document) => document.expire_time === undefined || document.send_strategy !== "immediately", {
    message: "expire_time goes with delay only",
  });

const UserProperty = z.object({ prop_key: z.string(), prop_value: z.string() });

const MessageDocument = z
  .object({
    message: z.union([z.string(), z.record(z.string(), z.unknown())]),
    message_id: shortText(LIMITS.messageIdLength)
      .regex(/^[A-Za-z0-9_-]+$/)
      .optional(),
    name: shortText(LIMITS.messageNameLength).optional(),
    encoding: z.enum(["none", "base64"]).optional(),
    payload_format: z.enum(["standard", "raw"]).optional(),
    topic: z.string().min(1).optional(),
    topic_full_name: z
      .string()
      .min(1)
      .refine((topic) => Buffer.byteLength(topic) <= LIMITS.topicFullNameBytes, { message: "too long" })
      .optional(),
    properties: z
      .object({
        correlation_data: z.string().max(LIMITS.correlationDataLength).optional(),
        response_topic: z.string().max(LIMITS.responseTopicLength).optional(),
        user_properties: z.array(UserProperty).max(LIMITS.userProperties).optional(),
      })
      .optional(),
    ttl: z
      .int()
      .min(0)
      .max(LIMITS.messageTtlMinutes.max)
      .multipleOf(LIMITS.messageTtlMinutes.step)
      .optional(),
  })
  .refine((document) => document.topic === undefined || document.topic_full_name === undefined, {
    message: "topic and topic_full_name exclude each other",
  })
  .refine((document) => document.encoding !== "base64" || document.payload_format === undefined, {
    message: "payload_format goes with encoding none only",
  });

/** One level of keys (sheet §9.5): a value is a scalar or a list of them. */
const Desired = z
  .record(z.string(), z.unknown())
  .refine((desired) => Object.keys(desired).every((key) => !/[.$\0]/.test(key)), {
    message: "key not allowed",
  })
  .refine((desired) => !Object.values(desired).some(isNested), { message: "one level of keys only" });

/** Whatever is in it counts towards its size, known here or not. */
const ShadowDocument = z
  .looseObject({
    shadow: z
      .array(
        z.looseObject({
          service_id: shortText(LIMITS.serviceIdLength),
          desired: Desired,
          version: z.int().min(0).optional(),
        }),
      )
      .min(1)
      .max(LIMITS.shadowServices)
      .refine((services) => new Set(services.map((entry) => entry.service_id)).size === services.length, {
        message: "each service once",
      }),
  })
  .refine((document) => jsonBytes(document) <= LIMITS.shadowBytes, { message: "too large" });

/** What each kind of document must look like (sheet §9). Further keys are let through, as the platform does. */
export const DOCUMENTS: Readonly<Record<Exclude<DocumentKind, "none">, z.ZodType<unknown>>> = {
  package: PackageDocument,
  command: z.object(command),
  asyncCommand: AsyncCommandDocument,
  message: MessageDocument,
  shadow: ShadowDocument,
};

function isNested(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isNested) : typeof value === "object" && value !== null;
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
