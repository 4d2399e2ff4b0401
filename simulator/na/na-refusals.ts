/** What the legacy API refuses with (error-codes.tsv, scope NA); the status is the one most calls answer with. */
const NA_REFUSALS = {
  "100019": [400, "Illegal request."],
  "100022": [400, "The input is invalid."],
  "100028": [401, "The user has no right."],
  "100203": [403, "The application is not existed."],
  "100208": [401, "AppId or secret is not right."],
  "100217": [403, "The application hasn't been authorized."],
  "100247": [400, "Operation not allowed. The application has been frozen."],
  "101001": [200, "The resource is not existed."],
  "102833": [400, "Operation not allowed. The user has been frozen."],
  "105001": [200, "The batchTask count has reached the limit."],
  "105002": [200, "The batchTask name has existed."],
  "105005": [404, "The batchTask is not existed."],
  "105201": [400, "The tagName and tagValue has been used on the platform."],
  "105202": [404, "The tag is not existed."],
  "1010005": [403, "Invalid access token or appId."],
  "1010009": [403, "app throttle exceed."],
  "50252": [500, "Internal server error."],
  "50400": [400, "The input is invalid."],
} as const satisfies Record<string, readonly [status: number, desc: string]>;

export type NaRefusalCode = keyof typeof NA_REFUSALS;

/** A refusal of the legacy API; thrown by handlers, answered by the server. */
export class NaRefusal extends Error {
  readonly status: number;

  constructor(
    readonly code: NaRefusalCode,
    { status, detail }: { status?: number; detail?: string } = {},
  ) {
    const [usual, text] = NA_REFUSALS[code];
    super(detail ? `${text} ${detail}` : text);
    this.status = status ?? usual;
  }
}

/** Status and text of a code; undefined when the legacy API has no such code. */
export function describeNaRefusal(code: string): { status: number; desc: string } | undefined {
  if (!isNaCode(code)) return undefined;
  const [status, desc] = NA_REFUSALS[code];
  return { status, desc };
}

/** The envelope (sheet §13.7): `error_desc`, where v5 says `error_msg`. */
export function naRefusalBody(code: string, desc: string) {
  return { error_code: code, error_desc: desc };
}

function isNaCode(code: string): code is NaRefusalCode {
  return Object.hasOwn(NA_REFUSALS, code);
}
