/**
 * What the platform says when it refuses: error-codes.tsv as a table. The last block holds numbers that no page
 * publishes; the tsv marks the task ones as placeholders, those of the pickers follow the same pattern.
 */
const REFUSALS = {
  "IOTDA.000001": [500, "Internal server error."],
  "IOTDA.000002": [401, "The request is unauthorized."],
  "IOTDA.000006": [400, "Invalid input data."],
  "IOTDA.000008": [400, "The request format is invalid."],
  "IOTDA.000009": [400, "Invalid time format."],
  "IOTDA.000010": [400, "The start time must be earlier than the end time."],
  "IOTDA.000017": [400, "Invalid limit."],
  "IOTDA.000018": [400, "Invalid marker."],
  "IOTDA.000021": [403, "The user does not exist or has not subscribed to the service."],
  "IOTDA.000022": [403, "The user does not have the permission to perform this operation."],
  "IOTDA.000029": [404, "The requested resource path does not exist."],
  "IOTDA.001000": [403, "The application does not exist."],
  "IOTDA.014000": [404, "The device does not exist."],
  "IOTDA.014218": [400, "Operation not allowed. The task cannot be retried in its present state."],
  "IOTDA.014219": [400, "Invalid input. The target is not in the task"],
  "IOTDA.014600": [404, "The batch task file does not exist."],
  "IOTDA.014602": [400, "Invalid input. The batch task file name already exists."],
  "IOTDA.014603": [400, "Invalid input. The batch task file is too large."],
  "IOTDA.021101": [403, "The request rate has reached the upper limit."],
  "IOTDA.021102": [403, "The request rate has reached the upper limit of the tenant."],
  "APIGW.0101": [404, "The API does not exist or has not been published in the environment"],
  "APIGW.0201": [413, "Request entity too large"],
  "APIGW.0301": [401, "Incorrect IAM authentication information"],
  "APIGW.0307": [401, "The token must be updated"],
  "APIGW.0308": [429, "The throttling threshold has been reached: policy user over ratelimit"],

  "IOTDA.014200": [404, "The batch task does not exist."],
  "IOTDA.014201": [403, "Operation not allowed. Too many batch tasks are being processed."],
  "IOTDA.014217": [
    400,
    "Operation not allowed. The task cannot be stopped or confirmed in its present state.",
  ],
  "IOTDA.014220": [400, "Operation not supported for this task type."],
  "IOTDA.014221": [400, "Operation not allowed. The task is not finished."],
  "IOTDA.014601": [403, "Operation not allowed. Ten batch task files are stored."],
  "IOTDA.014604": [400, "Invalid input. The batch task file cannot be read."],
  "IOTDA.014700": [404, "The export task does not exist."],
  "IOTDA.014701": [403, "Operation not allowed. Five export tasks are not finished yet."],
  "IOTDA.014702": [400, "Operation not allowed. The export task has no file."],
  "IOTDA.003000": [404, "The device group does not exist."],
  "IOTDA.013000": [404, "The product does not exist."],
  "IOTDA.028000": [404, "The upgrade package does not exist."],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal with the platform's status, code and text; thrown by handlers, answered by the server. */
export class PlatformRefusal extends Error {
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    detail?: string,
  ) {
    const [status, text] = REFUSALS[code];
    super(detail ? `${text}${text.endsWith(".") ? "" : ":"} ${detail}` : text);
    this.status = status;
  }
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}

/** Status and text of a code as the platform words it. */
export function describeRefusal(code: RefusalCode): { status: number; message: string } {
  const [status, message] = REFUSALS[code];
  return { status, message };
}

/** Body of a refusal (sheet §4): the gateway in front adds its request id, the platform does not. */
export function refusalBody(code: string, message: string, requestId: string) {
  const body = { error_code: code, error_msg: message };
  return code.startsWith("APIG") ? { ...body, request_id: requestId } : body;
}
