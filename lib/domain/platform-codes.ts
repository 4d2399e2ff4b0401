import type { Advice } from "@/lib/contracts/advice";

/** What an error code of the platform means. Its words are in the message catalogues: `upstream.{key}`, title and hint. */
export interface PlatformCode {
  /**
   * `throttled` too many calls; `transient` the platform's own trouble; `auth` our credentials or their rights;
   * `rejected` the platform understood and said no.
   */
  failure: "throttled" | "transient" | "auth" | "rejected";
  key: string;
  /** A token may have ended before its time: a new one is worth one more try. */
  renewable?: true;
  /** The task, device or file a call is about is not there. */
  missing?: true;
  /** The number is not published: nothing but its words may rest on it. */
  unpublished?: true;
  /** What a retry is good for when a device failed with it. */
  verdict?: Advice["verdict"];
}

type Row = readonly [code: string, key: string, more?: Omit<PlatformCode, "failure" | "key">];

const throttled: readonly Row[] = [
  ["IOTDA.021101", "throttled", { verdict: "retry_helps" }],
  ["IOTDA.021102", "throttled_tenant", { verdict: "retry_helps" }],
  ["APIGW.0308", "throttled", { verdict: "retry_helps" }],
  ["1010009", "throttled_application", { verdict: "retry_helps" }],
];

const transient: readonly Row[] = [
  ["IOTDA.000001", "platform_internal", { verdict: "retry_helps" }],
  ["IOTDA.000020", "token_unreadable", { renewable: true, verdict: "retry_helps" }],
  ["APIGW.0601", "gateway_internal", { verdict: "retry_helps" }],
  ["50252", "platform_internal", { verdict: "retry_helps" }],
];

const auth: readonly Row[] = [
  ["IOTDA.000002", "not_authenticated", { renewable: true }],
  ["IOTDA.000004", "token_invalid", { renewable: true }],
  ["IOTDA.000021", "not_subscribed"],
  ["IOTDA.000022", "no_permission", { verdict: "fix_first" }],
  ["APIGW.0301", "not_authenticated", { renewable: true }],
  ["APIGW.0302", "no_permission", { verdict: "fix_first" }],
  ["APIGW.0307", "token_expired", { renewable: true }],
  ["100028", "application_without_right"],
  ["100208", "application_secret_wrong"],
  ["100247", "application_frozen"],
  ["102833", "user_frozen"],
  ["1010005", "application_token_invalid", { renewable: true }],
];

const rejected: readonly Row[] = [
  ["IOTDA.000006", "invalid_input"],
  ["IOTDA.000008", "invalid_format"],
  ["IOTDA.000009", "invalid_time"],
  ["IOTDA.000010", "invalid_time_range"],
  ["IOTDA.000011", "page_number"],
  ["IOTDA.000012", "page_size"],
  ["IOTDA.000013", "page_depth"],
  ["IOTDA.000014", "paging_lost"],
  ["IOTDA.000017", "page_size"],
  ["IOTDA.000018", "paging_lost"],
  ["IOTDA.000029", "no_such_path"],
  ["IOTDA.001000", "space_missing"],
  ["IOTDA.001002", "space_not_authorized"],
  ["IOTDA.001005", "space_required"],
  ["IOTDA.001006", "space_none"],
  ["IOTDA.001007", "space_foreign"],
  ["IOTDA.014000", "device_missing", { missing: true, verdict: "fix_first" }],
  ["IOTDA.014016", "device_offline", { verdict: "retry_helps" }],
  ["IOTDA.014031", "device_exists", { verdict: "fix_first" }],
  ["IOTDA.014038", "child_device", { verdict: "fix_first" }],
  ["IOTDA.014039", "already_frozen", { verdict: "check_first" }],
  ["IOTDA.014040", "not_frozen", { verdict: "check_first" }],
  ["IOTDA.014111", "device_silent", { verdict: "check_first" }],
  ["IOTDA.014112", "topic_not_subscribed", { verdict: "fix_first" }],
  ["IOTDA.014200", "task_missing", { unpublished: true }],
  ["IOTDA.014201", "too_many_tasks", { unpublished: true }],
  ["IOTDA.014217", "task_not_stoppable", { unpublished: true }],
  ["IOTDA.014218", "task_not_retryable"],
  ["IOTDA.014219", "target_not_in_task", { verdict: "fix_first" }],
  ["IOTDA.014220", "type_unsupported", { unpublished: true }],
  ["IOTDA.014221", "task_unfinished", { unpublished: true }],
  ["IOTDA.014600", "file_missing", { missing: true }],
  ["IOTDA.014601", "too_many_files", { unpublished: true }],
  ["IOTDA.014602", "file_name_taken"],
  ["IOTDA.014603", "file_too_large"],
  ["IOTDA.014604", "file_unreadable", { unpublished: true }],
  ["APIGW.0101", "no_such_path"],
  ["50400", "invalid_input"],
  ["100019", "value_missing"],
  ["100022", "invalid_input"],
  ["100203", "application_missing"],
  ["100217", "application_not_authorized"],
  ["101001", "resource_missing"],
  ["105001", "application_busy"],
  ["105002", "task_name_taken"],
  ["105005", "task_missing", { missing: true }],
  ["105201", "tag_taken"],
  ["105202", "tag_missing"],
];

const groups = { throttled, transient, auth, rejected } as const;

/** Every code of the platform, its gateway and the legacy API that is documented or seen (error-codes.tsv). */
export const platformCodes: ReadonlyMap<string, PlatformCode> = new Map(
  (["throttled", "transient", "auth", "rejected"] as const).flatMap((failure) =>
    groups[failure].map(([code, key, more]): [string, PlatformCode] => [code, { failure, key, ...more }]),
  ),
);

const gatewayPrefix = /^API(?:GW|G)\./i;

/** Gateway codes are the same number under two prefixes (sheet §4). */
export const isGatewayCode = (code: string): boolean => gatewayPrefix.test(code);

/** Undefined for a code the platform added later: its own text is then all there is to show. */
export function findPlatformCode(code: string): PlatformCode | undefined {
  return platformCodes.get(isGatewayCode(code) ? code.replace(gatewayPrefix, "APIGW.") : code);
}
