import type { FailureClass } from "./failure-class";

export interface KnownCode {
  failure: Exclude<FailureClass, "contract" | "unreachable" | "unknown">;
  /** Names the hint in the message catalogues: `upstream.{key}`. */
  key: string;
  /** What a person can do about it, in English. */
  hint: string;
}

/**
 * Every code of the platform, its gateway and the legacy API we have a word for. The numbers 014200, 014201, 014217,
 * 014220, 014221, 014601 and 014604 are not published: nothing but their hint may rest on them.
 */
const knownCodes: Readonly<Record<string, KnownCode>> = {
  "IOTDA.000001": {
    failure: "transient",
    key: "platform_internal",
    hint: "The platform had an internal error; the same call may work in a moment.",
  },
  "IOTDA.000002": {
    failure: "auth",
    key: "not_authenticated",
    hint: "Check the access key, the region and the signature kind of this connection: an instance with an address of its own needs the derived signature.",
  },
  "IOTDA.000004": {
    failure: "auth",
    key: "token_invalid",
    hint: "The access token is not valid; a new one is needed.",
  },
  "IOTDA.000006": {
    failure: "rejected",
    key: "invalid_input",
    hint: "A value is outside what the platform takes; the text beside says which.",
  },
  "IOTDA.000008": {
    failure: "rejected",
    key: "invalid_format",
    hint: "The platform could not read the request.",
  },
  "IOTDA.000009": { failure: "rejected", key: "invalid_time", hint: "A time has the wrong format." },
  "IOTDA.000010": {
    failure: "rejected",
    key: "invalid_time_range",
    hint: "The start time must be before the end time.",
  },
  "IOTDA.000011": { failure: "rejected", key: "invalid_page", hint: "The page number is out of range." },
  "IOTDA.000012": { failure: "rejected", key: "invalid_page", hint: "The page size is out of range." },
  "IOTDA.000013": {
    failure: "rejected",
    key: "invalid_page",
    hint: "This far into a list only markers lead on.",
  },
  "IOTDA.000014": {
    failure: "rejected",
    key: "invalid_page",
    hint: "The list has to be read from its start again.",
  },
  "IOTDA.000017": { failure: "rejected", key: "invalid_page", hint: "A page takes 1 to 50 rows." },
  "IOTDA.000018": {
    failure: "rejected",
    key: "invalid_page",
    hint: "The list has to be read from its start again: its marker is not valid.",
  },
  "IOTDA.000020": {
    failure: "transient",
    key: "token_unreadable",
    hint: "The platform could not check the token; a fresh one may work.",
  },
  "IOTDA.000021": {
    failure: "auth",
    key: "not_subscribed",
    hint: "Use the application address of the instance itself, and check region and project: this account has no subscription behind the address used.",
  },
  "IOTDA.000022": {
    failure: "auth",
    key: "no_permission",
    hint: "The platform user of this connection lacks the permission; grant it the IoTDA action.",
  },
  "IOTDA.000029": {
    failure: "rejected",
    key: "no_such_path",
    hint: "Check the address of this connection: the platform does not know the path.",
  },
  "IOTDA.001000": {
    failure: "rejected",
    key: "app_missing",
    hint: "The resource space does not exist; choose another.",
  },
  "IOTDA.001002": {
    failure: "rejected",
    key: "app_not_authorized",
    hint: "The resource space is not open to this user; ask its owner.",
  },
  "IOTDA.001005": {
    failure: "rejected",
    key: "app_required",
    hint: "There are several resource spaces; choose one.",
  },
  "IOTDA.001006": {
    failure: "rejected",
    key: "app_none",
    hint: "No resource space matches; check account, project and instance.",
  },
  "IOTDA.001007": {
    failure: "rejected",
    key: "app_foreign",
    hint: "The resource space belongs to someone else; choose one of your own.",
  },
  "IOTDA.014000": {
    failure: "rejected",
    key: "device_missing",
    hint: "The device does not exist; check the instance and the resource space.",
  },
  "IOTDA.014016": {
    failure: "rejected",
    key: "device_offline",
    hint: "The device is not online; try again later.",
  },
  "IOTDA.014031": { failure: "rejected", key: "device_exists", hint: "The device already exists." },
  "IOTDA.014038": {
    failure: "rejected",
    key: "child_device",
    hint: "Only gateways and directly connected devices can be frozen; leave child devices out.",
  },
  "IOTDA.014039": {
    failure: "rejected",
    key: "already_frozen",
    hint: "The device is already frozen; nothing is left to do.",
  },
  "IOTDA.014040": {
    failure: "rejected",
    key: "not_frozen",
    hint: "The device is not frozen; nothing is left to do.",
  },
  "IOTDA.014111": {
    failure: "rejected",
    key: "device_silent",
    hint: "The device did not answer in time; check that it replies, or use messages for long work.",
  },
  "IOTDA.014112": {
    failure: "rejected",
    key: "topic_not_subscribed",
    hint: "The device has not subscribed to the message topic.",
  },
  "IOTDA.014200": { failure: "rejected", key: "task_missing", hint: "The platform no longer has this task." },
  "IOTDA.014201": {
    failure: "rejected",
    key: "too_many_tasks",
    hint: "Too many tasks are running in this resource space; try again when one has finished.",
  },
  "IOTDA.014217": {
    failure: "rejected",
    key: "task_state",
    hint: "The task cannot be stopped or confirmed in its present state.",
  },
  "IOTDA.014218": {
    failure: "rejected",
    key: "task_state",
    hint: "The task cannot be retried in its present state.",
  },
  "IOTDA.014219": {
    failure: "rejected",
    key: "target_not_in_task",
    hint: "The device is not part of the task; check its id.",
  },
  "IOTDA.014220": {
    failure: "rejected",
    key: "type_unsupported",
    hint: "The platform does not offer this for the type of the task.",
  },
  "IOTDA.014221": {
    failure: "rejected",
    key: "task_unfinished",
    hint: "A task can be deleted only after it has finished.",
  },
  "IOTDA.014600": {
    failure: "rejected",
    key: "file_missing",
    hint: "The file does not exist or is older than an hour; upload it again.",
  },
  "IOTDA.014601": {
    failure: "rejected",
    key: "too_many_files",
    hint: "The platform keeps ten files; delete old ones or wait up to an hour.",
  },
  "IOTDA.014602": {
    failure: "rejected",
    key: "file_name_taken",
    hint: "A file of this name is already stored; use another name.",
  },
  "IOTDA.014603": {
    failure: "rejected",
    key: "file_too_large",
    hint: "The file is larger than 2 MB; split it.",
  },
  "IOTDA.014604": {
    failure: "rejected",
    key: "file_unreadable",
    hint: "The workbook cannot be read; use the official template with at most 100,000 rows.",
  },
  "IOTDA.021101": {
    failure: "throttled",
    key: "throttled",
    hint: "The platform limits the rate of calls; they go on by themselves.",
  },
  "IOTDA.021102": {
    failure: "throttled",
    key: "throttled_tenant",
    hint: "The platform limits the rate of calls of this account; a higher limit can be asked for.",
  },
  "APIGW.0101": {
    failure: "rejected",
    key: "no_such_path",
    hint: "Check the address of this connection: the gateway does not know the path.",
  },
  "APIGW.0301": {
    failure: "auth",
    key: "not_authenticated",
    hint: "Check the access key, the region and the signature kind of this connection.",
  },
  "APIGW.0302": {
    failure: "auth",
    key: "no_permission",
    hint: "The platform user of this connection may not make this call; grant the permission.",
  },
  "APIGW.0307": {
    failure: "auth",
    key: "token_expired",
    hint: "The access token has run out; a new one is needed.",
  },
  "APIGW.0308": {
    failure: "throttled",
    key: "throttled",
    hint: "The gateway limits the rate of calls; they go on by themselves.",
  },
  "APIGW.0601": {
    failure: "transient",
    key: "gateway_internal",
    hint: "The gateway had an internal error; the same call may work in a moment.",
  },
  "50252": {
    failure: "transient",
    key: "platform_internal",
    hint: "The platform had an internal error; the same call may work in a moment.",
  },
  "50400": { failure: "rejected", key: "invalid_input", hint: "A value is outside what the platform takes." },
  "100019": { failure: "rejected", key: "invalid_input", hint: "A mandatory value is missing." },
  "100022": {
    failure: "rejected",
    key: "invalid_input",
    hint: "A value is outside what the platform takes.",
  },
  "100028": {
    failure: "auth",
    key: "no_permission",
    hint: "The application has no right to do this; check its authorization.",
  },
  "100203": {
    failure: "rejected",
    key: "app_missing",
    hint: "The application does not exist; check the app id of this connection.",
  },
  "100208": {
    failure: "auth",
    key: "not_authenticated",
    hint: "Check the app id and the secret of this connection.",
  },
  "100217": {
    failure: "rejected",
    key: "app_not_authorized",
    hint: "The application is not authorized for this.",
  },
  "100247": {
    failure: "auth",
    key: "account_frozen",
    hint: "The application is frozen, usually by an overdue account.",
  },
  "101001": {
    failure: "rejected",
    key: "resource_missing",
    hint: "Something the request names does not exist; check the ids.",
  },
  "102833": { failure: "auth", key: "account_frozen", hint: "The user is frozen." },
  "105001": {
    failure: "rejected",
    key: "too_many_tasks",
    hint: "Too many tasks are unfinished; wait until one has finished.",
  },
  "105002": {
    failure: "rejected",
    key: "task_name_taken",
    hint: "A task of this name exists already; choose another name.",
  },
  "105005": { failure: "rejected", key: "task_missing", hint: "The platform no longer has this task." },
  "105201": { failure: "rejected", key: "tag_taken", hint: "This tag is in use already; choose another." },
  "105202": { failure: "rejected", key: "tag_missing", hint: "The tag does not exist." },
  "1010005": {
    failure: "auth",
    key: "token_invalid",
    hint: "The access token is not valid; a newer sign-in elsewhere may have ended it.",
  },
  "1010009": {
    failure: "throttled",
    key: "throttled",
    hint: "The platform limits the rate of calls of this application; a higher limit can be asked for.",
  },
};

const gatewayPrefix = /^API(?:GW|G)\./i;

/** Gateway codes are the same number under two prefixes (sheet §4). */
export const isGatewayCode = (code: string): boolean => gatewayPrefix.test(code);

/** Undefined for a code the platform added later: its own text is then all there is to show. */
export function findKnownCode(code: string): KnownCode | undefined {
  const canonical = isGatewayCode(code) ? code.replace(gatewayPrefix, "APIGW.") : code;
  return Object.hasOwn(knownCodes, canonical) ? knownCodes[canonical] : undefined;
}
