import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createIamSignIn } from "../iam/iam-sign-in";
import { createNaSignIn, naHeaders } from "../na/login";
import { openLine } from "../open-line";

interface Example {
  request: { url: string; headers: Record<string, string>; body: unknown };
  response: { status: number; headers?: Record<string, string>; body: unknown };
}
interface Sent {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const example = (path: string): Example =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../${path}.json`, "utf8"));
const iam = example("v5/testdata/iam-create-token");
const login = example("na/testdata/na-login");
const refresh = example("na/testdata/na-refresh-token");

const now = new Date("2026-11-21T09:15:00Z");
const signal = new AbortController().signal;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A line to a server that gives this one answer; what was sent to it, and the turns taken of the budget. */
async function scene({ status, headers, body }: Example["response"]) {
  const sent: Sent[] = [];
  const turns: string[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    sent.push({ path: request.url ?? "", headers: request.headers, body: text });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const line = openLine(
    address,
    { trusted: true, allowedHosts: [] },
    {
      budget: {
        take: async (lane, kind) => void turns.push(`${lane} ${kind}`),
        slowDown: async () => undefined,
      },
      ...{ now: () => now, sleep: async () => undefined, random: () => 0 },
      log: { info: () => undefined, warn: () => undefined },
    },
  );
  closers.push(
    () => line.close(),
    () => new Promise((done) => server.close(done)),
  );
  return { call: line.callOnce, sent, turns };
}

describe("at IAM (sheet §3.1)", () => {
  const user = {
    ...{ user: "ops-console", password: "<secret>", domain: "acme-utilities" },
    ...{ region: "cn-north-4", projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9" },
  };

  it("asks as the example does, for the token in the header", async () => {
    const { call, sent, turns } = await scene(iam.response);
    const issued = await createIamSignIn(call, user, () => now).login(signal);
    expect(issued).toMatchObject({ token: "<token>", refreshToken: null });
    expect(sent[0]?.path).toBe("/v3/auth/tokens?nocatalog=true");
    expect(sent[0]?.headers["content-type"]).toBe(iam.request.headers["Content-Type"]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(iam.request.body);
    expect(turns).toEqual(["people read"]);
  });

  it("names the project by its id where there is no region", async () => {
    const { call, sent } = await scene(iam.response);
    await createIamSignIn(call, { ...user, region: null }, () => now).login(signal);
    expect(JSON.parse(sent[0]?.body ?? "").auth.scope).toEqual({ project: { id: user.projectId } });
  });

  it("takes a token of 12 KB, and its life from the clock that says when it ends", async () => {
    const long = "t".repeat(12 * 1024);
    const headers = { "x-subject-token": long, date: "Sat, 21 Nov 2026 09:35:00 GMT" };
    const { call } = await scene({ ...iam.response, headers });
    const issued = await createIamSignIn(call, user, () => now).login(signal);
    expect(issued.token).toBe(long);
    expect(issued.lifetimeMs).toBe(24 * 3_600_000 - 20 * 60_000);
  });

  it.each([
    ["an answer without the token", { ...iam.response, headers: {} }],
    ["an answer without its end", { ...iam.response, body: { token: {} } }],
    ["a web page", { ...iam.response, headers: { "content-type": "text/html" }, body: "<html>" }],
  ])("does not understand %s", async (_what, response) => {
    const { call } = await scene(response);
    const signIn = createIamSignIn(call, user, () => now);
    await expect(signIn.login(signal)).rejects.toMatchObject({ code: "upstream_contract" });
  });

  it("is asked once, whatever it answers", async () => {
    const { call, sent } = await scene({ status: 503, body: {} });
    const signIn = createIamSignIn(call, user, () => now);
    await expect(signIn.login(signal)).rejects.toMatchObject({ failure: "transient" });
    expect(sent).toHaveLength(1);
  });
});

describe("as a legacy application (sheet §13.1, §13.2)", () => {
  const application = { appId: "<appId>", secret: "<secret>" };
  const issued = {
    ...{ token: "<accessToken>", refreshToken: "<refreshToken>" },
    ...{ lifetimeMs: 3_600_000, refreshMs: 24 * 3_600_000 },
  };

  it("logs in with a form", async () => {
    const { call, sent, turns } = await scene(login.response);
    expect(await createNaSignIn(call, application).login(signal)).toEqual(issued);
    expect(sent[0]?.path).toBe(new URL(login.request.url.replace("{server}", "platform")).pathname);
    expect(sent[0]?.headers["content-type"]).toBe(login.request.headers["Content-Type"]);
    expect(decodeURIComponent(sent[0]?.body ?? "")).toBe(login.request.body);
    expect(turns).toEqual(["people read"]);
  });

  it("keeps every character of a secret in the form", async () => {
    const { call, sent } = await scene(login.response);
    const secret = "a&b=c d+e%é";
    await createNaSignIn(call, { ...application, secret }).login(signal);
    expect(new URLSearchParams(sent[0]?.body).get("secret")).toBe(secret);
  });

  it("refreshes with JSON", async () => {
    const { call, sent } = await scene(refresh.response);
    expect(await createNaSignIn(call, application).refresh?.("<refreshToken>", signal)).toEqual(issued);
    expect(sent[0]?.path).toBe(new URL(refresh.request.url.replace("{server}", "platform")).pathname);
    expect(sent[0]?.headers["content-type"]).toBe(refresh.request.headers["Content-Type"]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(refresh.request.body);
  });

  it("is refused when the answer is a success with an error in it", async () => {
    const { call } = await scene({ status: 200, body: { error_code: "100208", error_desc: "wrong" } });
    await expect(createNaSignIn(call, application).login(signal)).rejects.toMatchObject({
      ...{ code: "upstream_auth", upstream: { errorCode: "100208" } },
    });
  });

  it("shows its token as the sheet says", () => {
    expect(naHeaders("app", "T")).toEqual({ app_key: "app", Authorization: "Bearer T" });
  });
});
