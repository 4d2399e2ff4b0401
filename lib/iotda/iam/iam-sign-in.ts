import { z } from "zod";
import { factOf, headerText } from "../answer-headers";
import type { Caller } from "../caller";
import { PlatformError } from "../errors";
import type { IssuedToken, SignIn } from "../token/sign-in";
import type { Answer } from "../transport";
import { readAnswer } from "../wire/read-answer";

/** Who signs in to IAM, and for which project. */
export interface IamUser {
  user: string;
  password: string;
  /** The account the user belongs to. */
  domain: string;
  /** The project's name at IAM; null: by its id. */
  region: string | null;
  projectId: string;
}

const hour = 3_600_000;
const TokenBody = z.object({ token: z.object({ expires_at: z.iso.datetime({ offset: true }) }) });

/** Password sign-in at IAM (sheet §3.1); `call` reaches the IAM endpoint. */
export function createIamSignIn(call: Caller, user: IamUser, now: () => Date): SignIn {
  const { region, projectId } = user;
  const project = region === null ? { id: projectId } : { name: region };
  const identity = {
    methods: ["password"],
    password: { user: { name: user.user, password: user.password, domain: { name: user.domain } } },
  };
  return {
    renewBeforeMs: hour,
    login: (signal) =>
      call(
        {
          operation: "KeystoneCreateUserTokenByPassword",
          kind: "read",
          method: "POST",
          path: "/v3/auth/tokens",
          query: [["nocatalog", "true"]],
          headers: { "Content-Type": "application/json" },
          body: { auth: { identity, scope: { project } } },
          secrets: [user.password],
          read: (answer) => readToken(answer, now()),
        },
        { lane: "people", signal },
      ),
  };
}

function readToken(answer: Answer, now: Date): IssuedToken {
  const { expires_at } = readAnswer(TokenBody, answer).token;
  const token = headerText(answer.headers, "x-subject-token");
  if (token === null) {
    const detail = "It holds no X-Subject-Token.";
    throw new PlatformError({ failure: "contract", sent: "maybe", detail, upstream: factOf(answer) });
  }
  const expiresAt = Date.parse(expires_at);
  const lifetimeMs = expiresAt - (answer.date ?? now).getTime();
  return { token, lifetimeMs, refreshToken: null, refreshMs: null };
}
