import * as z from "zod";
import { JsonObject } from "./json";
import { type Objection, objecting, toObjections } from "./objection";
import { jsonBytes, plainText, text, unique, utf8Bytes, wholeNumber } from "./ruled-fields";

/** Limits of documents (sheet §9); sizes in bytes of UTF-8. */
export const documentLimits = {
  packageIdLength: 36,
  serviceIdLength: 64,
  commandNameLength: 128,
  parasBytes: 256 * 1024,
  /** Sheet §15 row 15: some servers take no more. */
  asyncParasWarnBytes: 32 * 1024,
  expireSeconds: { min: 0, max: 172_800 },
  messageIdLength: 100,
  messageNameLength: 128,
  /** No figure is published (sheet §9.4). */
  messageWarnBytes: 256 * 1024,
  topicFullNameBytes: 128,
  correlationDataLength: 128,
  responseTopicLength: 128,
  userProperties: 20,
  ttlMinutes: { min: 0, max: 1440, step: 5 },
  shadowServices: 5,
  shadowBytes: 10 * 1024,
  methodLength: 128,
} as const;

const limits = documentLimits;
const plainKey = /^[A-Za-z0-9_-]*$/;

const PackageId = plainText(limits.packageIdLength, /^[A-Za-z0-9-]*$/, "A-Z a-z 0-9 -");
const PackageIds = z.array(PackageId).min(1, "needs at least one package");

/** Exactly one of the two keys (sheet §9.1, §15 row 6). */
const UpgradeDocument = z
  .looseObject({ package_id: PackageId.optional(), package_ids: PackageIds.optional() })
  .refine((document) => document.package_id !== undefined || document.package_ids !== undefined, {
    ...objecting("needed", "is needed, or package_ids"),
    path: ["package_id"],
  })
  .refine((document) => document.package_id === undefined || document.package_ids === undefined, {
    ...objecting("exclusive", "excludes package_id", { other: "package_id" }),
    path: ["package_ids"],
  });

/** A module upgrade knows the newer key only (sheet §9.1). */
const ModuleUpgradeDocument = z
  .looseObject({ package_ids: PackageIds })
  .refine((document) => document.package_id === undefined, {
    ...objecting("not_for_type", "is not taken by a module upgrade"),
    path: ["package_id"],
  });

const Paras = JsonObject.refine(
  (paras) => jsonBytes(paras) <= limits.parasBytes,
  objecting("too_big", `takes at most ${limits.parasBytes} bytes`, { limit: limits.parasBytes }),
);

/** What both kinds of command name (sheet §9.2, §9.3); which names exist is the product's affair. */
const command = {
  service_id: text(limits.serviceIdLength).optional(),
  command_name: text(limits.commandNameLength).optional(),
  paras: Paras,
};
const CommandDocument = z.looseObject(command);

/** Without a strategy the platform caches, so that an end goes with that too (sheet §9.3). */
const AsyncCommandDocument = z
  .looseObject({
    ...command,
    send_strategy: z.enum(["immediately", "delay"]).optional(),
    expire_time: wholeNumber(limits.expireSeconds).optional(),
  })
  .refine((document) => document.expire_time === undefined || document.send_strategy !== "immediately", {
    ...objecting("only_with", "goes with send_strategy delay only", { other: "send_strategy: delay" }),
    path: ["expire_time"],
  });

const UserProperty = z.looseObject({ prop_key: z.string(), prop_value: z.string() });

/** Sheet §9.4. */
const MessageDocument = z
  .looseObject({
    message: z
      .unknown()
      .refine(
        isTextOrObject,
        objecting("type", "must be a text or an object", { expected: "text_or_object" }),
      ),
    message_id: plainText(limits.messageIdLength, plainKey, "A-Z a-z 0-9 _ -").optional(),
    name: text(limits.messageNameLength).optional(),
    encoding: z.enum(["none", "base64"]).optional(),
    payload_format: z.enum(["standard", "raw"]).optional(),
    topic: z.string().min(1, "must not be empty").optional(),
    topic_full_name: z
      .string()
      .min(1, "must not be empty")
      .refine(
        (topic) => utf8Bytes(topic) <= limits.topicFullNameBytes,
        objecting("too_big", `takes at most ${limits.topicFullNameBytes} bytes`, {
          limit: limits.topicFullNameBytes,
        }),
      )
      .optional(),
    properties: z
      .looseObject({
        correlation_data: upTo(limits.correlationDataLength).optional(),
        response_topic: upTo(limits.responseTopicLength).optional(),
        user_properties: z
          .array(UserProperty)
          .max(limits.userProperties, `takes at most ${limits.userProperties} properties`)
          .optional(),
      })
      .optional(),
    ttl: wholeNumber(limits.ttlMinutes)
      .refine(
        (ttl) => ttl % limits.ttlMinutes.step === 0,
        objecting("multiple_of", `must be a multiple of ${limits.ttlMinutes.step}`, {
          step: limits.ttlMinutes.step,
        }),
      )
      .optional(),
  })
  .refine((document) => document.topic === undefined || document.topic_full_name === undefined, {
    ...objecting("exclusive", "excludes topic", { other: "topic" }),
    path: ["topic_full_name"],
  })
  .refine((document) => document.payload_format === undefined || document.encoding !== "base64", {
    ...objecting("only_with", "goes with encoding none only", { other: "encoding: none" }),
    path: ["payload_format"],
  });

const badKey = objecting("bad_key", "must not contain . $ or NUL", { chars: ". $ NUL" });

/** One level of keys; null deletes a property, `{}` clears them all (sheet §9.5). */
const Desired = z.record(
  z.string().refine((key) => !/[.$\0]/.test(key), badKey),
  z.json().refine((value) => !hasKeys(value), objecting("nested", "must not have keys of its own")),
  { error: (issue) => (issue.code === "invalid_key" ? "must not contain . $ or NUL" : undefined) },
);

const ShadowDocument = z
  .looseObject({
    shadow: z
      .array(
        z.looseObject({
          service_id: text(limits.serviceIdLength),
          desired: Desired,
          version: wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional(),
        }),
      )
      .min(1, "needs at least one service")
      .max(limits.shadowServices, `takes at most ${limits.shadowServices} services`)
      .check(unique("service_id", (service) => service.service_id)),
  })
  .refine((document) => jsonBytes(document) <= limits.shadowBytes, {
    ...objecting("too_big", `takes at most ${limits.shadowBytes} bytes`, { limit: limits.shadowBytes }),
    path: ["shadow"],
  });

/** The command of a legacy task (sheet §13.4). */
const LegacyCommand = z.looseObject({
  serviceId: text(limits.serviceIdLength),
  method: text(limits.methodLength),
  paras: JsonObject.optional(),
});

const schemas = new Map<string, z.ZodType>(
  Object.entries({
    firmwareUpgrade: UpgradeDocument,
    softwareUpgrade: UpgradeDocument,
    moduleUpgrade: ModuleUpgradeDocument,
    createCommands: CommandDocument,
    createAsyncCommands: AsyncCommandDocument,
    createMessages: MessageDocument,
    updateDeviceShadows: ShadowDocument,
    DeviceCmd: LegacyCommand,
  }),
);

/**
 * What the document of a type must be (sheet §9, §13.4), in the platform's own keys; keys it does not know are let
 * through. Null for a type that takes none, or that we do not know.
 */
export function documentSchemaOf(type: string): z.ZodType | null {
  return schemas.get(type) ?? null;
}

/** What is wrong with a document, with paths from the document itself (`shadow.0.desired`). */
export function findDocumentObjections(type: string, document: unknown): Objection[] {
  const error = documentSchemaOf(type)?.safeParse(document).error;
  return error ? toObjections(error.issues, document) : [];
}

/** What most servers take and some do not; nothing is refused for it. Paths as in `findDocumentObjections`. */
export function findDocumentWarnings(type: string, document: JsonObject): Objection[] {
  const { asyncParasWarnBytes, messageWarnBytes } = limits;
  if (type === "createAsyncCommands") return tooLarge("paras", document.paras, asyncParasWarnBytes);
  return type === "createMessages" ? tooLarge("message", document.message, messageWarnBytes) : [];
}

function tooLarge(path: string, value: unknown, limit: number): Objection[] {
  const size = typeof value === "string" ? utf8Bytes(value) : jsonBytes(value ?? null);
  if (size <= limit) return [];
  const message = `is ${size} bytes: more than ${limit} may be refused`;
  return [{ path, message, rule: "large", values: { limit, size } }];
}

function isTextOrObject(value: unknown): boolean {
  return typeof value === "string" || isObject(value);
}

/** Lists are values, unless something in them has keys. */
function hasKeys(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasKeys) : isObject(value);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function upTo(limit: number) {
  return z.string().max(limit, `takes at most ${limit} characters`);
}
