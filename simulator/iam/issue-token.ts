import { z } from "zod";
import { type Answer, json } from "../http/answer";
import { DOMAIN_ID, type IamAccount } from "./iam-account";
import { sealToken } from "./token-seal";

/** The one IAM user of the sandbox. */
const USER = { name: "sandbox", password: "sandbox", domain: "sandbox" } as const;
/** A token lives 24 hours (sheet §3.1). */
const TOKEN_MS = 24 * 3_600_000;
const USER_ID = "aa11bb22cc33dd44ee55ff6600778899";

const Name = z.string().min(1);
const TokenRequest = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()).refine((methods) => methods.includes("password")),
      password: z.object({
        user: z.object({ name: Name, password: Name, domain: z.object({ name: Name }) }),
      }),
    }),
    scope: z.object({
      project: z.union([z.object({ id: Name }), z.object({ name: Name })]),
    }),
  }),
});

/** `POST /v3/auth/tokens` (sheet §3.1); `body` is the parsed JSON, `now` platform ms. */
export function issueToken(account: IamAccount, body: unknown, now: number): Answer {
  const request = TokenRequest.safeParse(body);
  if (!request.success) return refuse(400, "Bad Request", "The request body is invalid.");
  const { user } = request.data.auth.identity.password;
  const known =
    user.name === USER.name && user.password === USER.password && user.domain.name === USER.domain;
  if (!known) return refuse(401, "Unauthorized", "The username or password is wrong.");
  const { project } = request.data.auth.scope;
  const region = "name" in project ? project.name : account.regions[0];
  const reachable =
    "id" in project ? project.id === account.projectId : account.regions.includes(project.name);
  if (!reachable) return refuse(403, "Forbidden", "You are not authorized to perform the requested action.");

  const expiresAt = now + TOKEN_MS;
  const domain = { id: DOMAIN_ID, name: USER.domain };
  const token = {
    issued_at: toIamTime(now),
    expires_at: toIamTime(expiresAt),
    methods: ["password"],
    project: { id: account.projectId, name: region, domain },
    user: { id: USER_ID, name: USER.name, domain },
  };
  return json(201, { token }, { "X-Subject-Token": sealToken(account.secretKey, expiresAt) });
}

function toIamTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000Z");
}

function refuse(code: number, title: string, message: string): Answer {
  return json(code, { error: { code, title, message } });
}
