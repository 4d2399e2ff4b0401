import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { failureOf } from "../answer-failure";
import type { Caller, PlatformCall } from "../caller";
import example from "../v5/testdata/iam-create-token.json";
import { createIamSignIn, type IamUser } from "./iam-sign-in";

/* Password sign-in at IAM as the sheet's example shows it (sheet §3.1). */

const user: IamUser = {
  user: "ops-console",
  password: "<secret>",
  domain: "acme-utilities",
  region: "cn-north-4",
  projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
};
const now = new Date("2026-11-21T09:15:00Z");
const { response } = example;
const issued: IncomingHttpHeaders = { "x-subject-token": response.headers["X-Subject-Token"] };

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: unknown;
}

async function signIn(facts: Partial<IamUser>, reply: Partial<Reply> = {}) {
  const asked: PlatformCall<unknown>[] = [];
  const call: Caller = async (request) => {
    asked.push(request);
    const answer = {
      status: 201,
      headers: issued,
      body: response.body,
      requestId: null,
      date: null,
      ...reply,
    };
    const failure = failureOf(answer, now, request.operation);
    if (failure) throw failure;
    return request.read(answer);
  };
  const { login } = createIamSignIn(call, { ...user, ...facts }, () => now);
  const outcome = await login(new AbortController().signal).catch((error: Error) => error);
  return { asked, outcome };
}

describe("the example", () => {
  it("sends user, account and project, and asks for no catalog", async () => {
    const { asked } = await signIn({});
    expect(asked).toMatchObject([
      {
        method: example.request.method,
        path: new URL(example.request.url).pathname,
        query: [["nocatalog", "true"]],
        headers: example.request.headers,
      },
    ]);
    expect(asked[0]?.body).toEqual(example.request.body);
  });

  it("takes the token from the header and its life from the body", async () => {
    const { outcome } = await signIn({});
    expect(outcome).toEqual({
      token: "<token>",
      lifetimeMs: 24 * 3_600_000,
      refreshToken: null,
      refreshMs: null,
    });
  });
});

it("names the project by its id where no region is known", async () => {
  const { asked } = await signIn({ region: null });
  expect(asked[0]?.body).toMatchObject({ auth: { scope: { project: { id: user.projectId } } } });
});

describe("a refusal", () => {
  it.each([
    [{ headers: {} }, "upstream_contract"],
    [{ body: { token: {} } }, "upstream_contract"],
    [{ body: undefined }, "upstream_contract"],
    [
      { status: 401, body: { error: { code: 401, message: "wrong", title: "Unauthorized" } } },
      "upstream_auth",
    ],
    [{ status: 403, body: { error: { code: 403, message: "no", title: "Forbidden" } } }, "upstream_auth"],
  ])("by %j is %s, and tells no password", async (reply, code) => {
    const { outcome } = await signIn({ password: "s3cr3t" }, reply);
    expect(outcome).toMatchObject({ code });
    expect(JSON.stringify(outcome)).not.toContain("s3cr3t");
    expect(String(outcome)).not.toContain("s3cr3t");
  });
});
