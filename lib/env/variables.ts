import { z } from "zod";
import {
  EndpointRuleList,
  HttpsUrl,
  KeySourceValue,
  ListenHost,
  NetworkList,
  Origin,
  OriginList,
  PostgresUrl,
  ServiceOrigin,
} from "./network-values";

const visible = /^[\x21-\x7e]+$/;

function text(rule: string, pattern: RegExp) {
  return z.string().regex(pattern, rule);
}

function number(rule: string, accepts: (value: number) => boolean) {
  return z
    .string()
    .refine((value) => /^\d+(\.\d+)?$/.test(value) && accepts(Number(value)), rule)
    .transform(Number);
}

function wholeNumber(least: number, most: number) {
  return number(
    `must be a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
}

const Filled = text("must not be blank", /\S/);
const Credential = text("must be visible characters without spaces", visible);
const KeyMaterial = z.string().min(32, "must have 32 characters or more");
const Rate = number("must be a number of calls a second, 0 for no limit", (value) => value <= 10_000);

/** Every variable of the environment (docs and `.env.example` list the same); each one unset is a default or null. */
export const variables = {
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: ListenHost.default("127.0.0.1"),
  APP_URL: Origin.optional(),
  NODE_ENV: z
    .enum(["production", "development", "test"], "must be production, development or test")
    .optional(),

  DATABASE_URL: PostgresUrl.optional(),
  DATABASE_DIRECT_URL: PostgresUrl.optional(),
  MUSTER_DATA_DIR: Filled.default(".muster"),
  MUSTER_SECRET: KeyMaterial.optional(),
  MUSTER_SECRET_PREVIOUS: KeyMaterial.optional(),

  MUSTER_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  MUSTER_ADMIN_PASSWORD: z
    .string()
    .min(8, "must have 8 to 128 characters")
    .max(128, "must have 8 to 128 characters")
    .optional(),
  MUSTER_API_TOKEN: text(
    "must have 32 to 512 visible characters without spaces",
    /^[\x21-\x7e]{32,512}$/,
  ).optional(),

  MUSTER_SANDBOX: z.enum(["on", "off", "auto"], "must be on, off or auto").default("auto"),
  MUSTER_SANDBOX_URL: Origin.optional(),

  MUSTER_EMBED_ORIGINS: OriginList.default([]),
  MUSTER_EMBED_KEYS: KeySourceValue.optional(),
  MUSTER_ALLOWED_ENDPOINTS: EndpointRuleList.default([]),
  MUSTER_TRUSTED_PROXIES: NetworkList.default([]),
  MUSTER_SECOND_FACTOR: z.enum(["offered", "required"], "must be offered or required").default("offered"),
  MUSTER_OIDC_ISSUER: HttpsUrl.optional(),
  MUSTER_OIDC_CLIENT_ID: Credential.optional(),
  MUSTER_OIDC_CLIENT_SECRET: Credential.optional(),

  MUSTER_RETENTION_DAYS: wholeNumber(1, 36_500).optional(),
  MUSTER_RETENTION_GB: number("must be a number of gigabytes above 0", (value) => value > 0).optional(),

  HUAWEICLOUD_SDK_AK: Credential.optional(),
  HUAWEICLOUD_SDK_SK: Credential.optional(),
  HUAWEICLOUD_SDK_SECURITY_TOKEN: Credential.optional(),
  HUAWEICLOUD_SDK_PROJECT_ID: text(
    "must be 1 to 64 letters, digits, _ or -",
    /^[A-Za-z0-9_-]{1,64}$/,
  ).optional(),
  IOTDA_ENDPOINT: ServiceOrigin.optional(),
  IOTDA_REGION: text("must be a region such as cn-north-4", /^[a-z0-9-]{1,64}$/).optional(),
  IOTDA_INSTANCE_ID: text("must be 1 to 36 letters, digits, _ or -", /^[A-Za-z0-9_-]{1,36}$/).optional(),
  IOTDA_SIGNATURE: z.enum(["standard", "derived"], "must be standard or derived").optional(),
  IOTDA_IAM_ENDPOINT: ServiceOrigin.optional(),
  IOTDA_IAM_USER: Filled.optional(),
  IOTDA_IAM_PASSWORD: Filled.optional(),
  IOTDA_IAM_DOMAIN: Filled.optional(),

  IOTDA_NA_ENDPOINT: ServiceOrigin.optional(),
  IOTDA_NA_APP_ID: Credential.optional(),
  IOTDA_NA_SECRET: Credential.optional(),
  IOTDA_NA_CA_FILE: Filled.optional(),
  IOTDA_NA_CERT_FILE: Filled.optional(),
  IOTDA_NA_KEY_FILE: Filled.optional(),
  IOTDA_NA_KEY_PASSPHRASE: Filled.optional(),
  IOTDA_NA_SERVERNAME: ListenHost.optional(),

  IOTDA_RATE_READ: Rate.default(10),
  IOTDA_RATE_WRITE: Rate.default(2),
  IOTDA_NA_RATE: Rate.default(1.6),
  IOTDA_PAGE_CONCURRENCY: wholeNumber(1, 11).default(5),
} as const;

export const Variables = z.object(variables);
export type Variables = z.infer<typeof Variables>;
export type VariableName = keyof typeof variables;
