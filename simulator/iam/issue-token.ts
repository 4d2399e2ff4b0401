import { type Answer, json } from "../http/answer";
import { DOMAIN_ID, IAM_USER, type IamAccount } from "./iam-account";
import { refuseIam } from "./iam-refusal";
import { sealIamToken } from "./iam-token";
import { TokenRequest } from "./token-request";

/** A token lives 24 hours (sheet §3.1). */
const TOKEN_MS = 24 * 3_600_000;

/** `now` is platform ms; `serial` the number that IAM tokens carry at present; `catalog` unless the caller declined. */
export type TokenIssue = { now: number; serial: number; catalog: boolean };

/** `POST /v3/auth/tokens` (sheet §3.1); `body` is the parsed JSON. */
export function issueToken(account: IamAccount, body: unknown, issue: TokenIssue): Answer {
  const request = TokenRequest.safeParse(body);
  if (!request.success) return refuseIam(400, "The request body is invalid.");
  const { identity, scope } = request.data.auth;
  if (!isKnown(identity)) return refuseIam(401, "The username or password is wrong.");
  const { project } = scope;
  const region = "name" in project ? project.name : account.regions[0];
  const reachable =
    "id" in project ? project.id === account.projectId : account.regions.includes(project.name);
  if (!reachable) return refuseIam(403, "You are not authorized to perform the requested action.");

  const expiresAt = issue.now + TOKEN_MS;
  const domain = { id: DOMAIN_ID, name: IAM_USER.domain };
  const token = {
    issued_at: toIamTime(issue.now),
    expires_at: toIamTime(expiresAt),
    methods: identity.methods,
    project: { id: account.projectId, name: region, domain },
    user: { id: IAM_USER.id, name: IAM_USER.name, domain },
    ...(issue.catalog ? { catalog: catalogOf(region) } : {}),
  };
  const sealed = sealIamToken(account.secretKey, issue.serial, expiresAt);
  return json(201, { token }, { "X-Subject-Token": sealed });
}

function isKnown({ password: { user }, totp }: TokenRequest["auth"]["identity"]): boolean {
  const { id, name, password, domain, passcode } = IAM_USER;
  if (user.name !== name || user.password !== password || user.domain.name !== domain) return false;
  return totp === undefined || (totp.user.id === id && totp.user.passcode === passcode);
}

/** What `nocatalog` spares the caller: the services of the region and their addresses. */
function catalogOf(region = "") {
  return ["iam", "iotda", "obs"].map((name) => ({
    type: name,
    name,
    id: Buffer.from(`${name} ${region}`).toString("hex").padEnd(32, "0").slice(0, 32),
    endpoints: [
      {
        id: Buffer.from(`${region} ${name}`).toString("hex").padEnd(32, "0").slice(0, 32),
        interface: "public",
        region,
        region_id: region,
        url: `https://${name}.${region}.myhuaweicloud.com`,
      },
    ],
  }));
}

function toIamTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000Z");
}
