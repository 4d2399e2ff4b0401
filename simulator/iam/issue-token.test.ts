import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SANDBOX } from "../sandbox-defaults";
import { iamLogin } from "../testing/iam-login";
import { shapeOf } from "../testing/shape-of";
import { startSimulator } from "../testing/start-simulator";
import { IAM_USER } from "./iam-account";

type TokenJson = {
  token: { methods: string[]; project: { name: string }; catalog?: { type: string }[] };
  error?: { code: number; title: string; message: string };
};

async function start() {
  const running = await startSimulator({ fleet: "empty" });
  const ask = (body: unknown, query = "?nocatalog=true", headers = {}) =>
    running.client.raw<TokenJson>("POST", `/v3/auth/tokens${query}`, JSON.stringify(body), { headers });
  return { ...running, ask };
}

const totp = (id: string, passcode: string) => ({ user: { id, passcode } });
const both = ["password", "totp"];

it("answers like the example of the sheet", async () => {
  const file = new URL("../testdata/examples/iam-create-token.json", import.meta.url);
  const example = JSON.parse(readFileSync(file, "utf8"));
  const { ask } = await start();
  const reply = await ask(iamLogin());
  expect(reply.status).toBe(example.response.status);
  const shape = shapeOf(example.response.body);
  expect(shapeOf(reply.body)).toMatchObject(shape as object);
  expect(Object.keys(reply.body.token).toSorted()).toEqual(
    Object.keys(example.response.body.token).toSorted(),
  );
  expect(reply.headers.get("x-subject-token")).toBeTruthy();
});

it.each([
  ["malformed", { auth: {} }, 400],
  ["no user", { auth: { ...iamLogin().auth, identity: { methods: ["password"] } } }, 400],
  ["no scope", { auth: { identity: iamLogin().auth.identity } }, 400],
  ["no method", iamLogin({ methods: [] }), 400],
  ["an unknown method", iamLogin({ methods: ["password", "hw_ak_sk"] }), 400],
  ["a wrong password", iamLogin({ password: "wrong" }), 401],
  ["another region", iamLogin({ project: { name: "nowhere-1" } }), 403],
  ["another project", iamLogin({ project: { id: "0".repeat(32) } }), 403],
  ["its own project", iamLogin({ project: { id: SANDBOX.projectId } }), 201],
  ["totp without its block", iamLogin({ methods: both }), 400],
  ["a block without the method", iamLogin({ totp: totp(IAM_USER.id, IAM_USER.passcode) }), 400],
  ["a passcode of five digits", iamLogin({ methods: both, totp: totp(IAM_USER.id, "24681") }), 400],
  ["a wrong passcode", iamLogin({ methods: both, totp: totp(IAM_USER.id, "000000") }), 401],
  ["a stranger's id", iamLogin({ methods: both, totp: totp("0".repeat(32), IAM_USER.passcode) }), 401],
])("%s: %#", async (_what, body, status) => {
  const { ask } = await start();
  const reply = await ask(body);
  expect(reply.status).toBe(status);
  if (status !== 201) expect(reply.body.error).toMatchObject({ code: status, title: expect.any(String) });
});

it("takes password and passcode together, and says so", async () => {
  const { ask } = await start();
  const reply = await ask(iamLogin({ methods: both, totp: totp(IAM_USER.id, IAM_USER.passcode) }));
  expect([reply.status, reply.body.token.methods]).toEqual([201, both]);
});

it("lists the services of the region unless the caller declines", async () => {
  const { ask } = await start();
  const full = await ask(iamLogin({ project: { name: "cn-south-1" } }), "");
  expect(full.body.token.catalog?.map(({ type }) => type)).toContain("iotda");
  expect(JSON.stringify(full.body.token.catalog)).toContain("iotda.cn-south-1.myhuaweicloud.com");
  expect((await ask(iamLogin())).body.token.catalog).toBeUndefined();
});

it("refuses another media type", async () => {
  const { ask } = await start();
  expect((await ask(iamLogin(), "", { "content-type": "text/plain" })).status).toBe(400);
});

describe("faults on IAM", () => {
  it("throttle like the gateway in front of it, fail like IAM itself", async () => {
    const { ask, simulator } = await start();
    simulator.addFault({ kind: "throttle", times: 1, retryAfter: 3, match: { path: "/v3/auth" } });
    simulator.addFault({ kind: "status", status: 503, times: 1, match: { path: "/v3/auth" } });
    const throttled = await ask(iamLogin());
    expect([throttled.status, throttled.body.error_code]).toEqual([429, "APIGW.0308"]);
    expect(throttled.headers.get("retry-after")).toBe("3");
    const failed = await ask(iamLogin());
    expect([failed.status, failed.body.error]).toMatchObject([
      503,
      { code: 503, title: "Service Unavailable" },
    ]);
    expect((await ask(iamLogin())).status).toBe(201);
  });
});

it("tells projects to who has a token, in IAM's own words to who has none that counts", async () => {
  const { ask, client, simulator } = await start();
  const token = (await ask(iamLogin())).headers.get("x-subject-token") ?? "";
  const look = () =>
    client.raw<{ error?: object }>("GET", "/v3/projects?name=cn-north-4", undefined, { token });
  expect((await look()).body).toMatchObject({ projects: [{ id: SANDBOX.projectId, name: "cn-north-4" }] });
  simulator.expireTokens("iam");
  const refused = await look();
  expect([refused.status, refused.body.error]).toMatchObject([401, { code: 401, title: "Unauthorized" }]);
  expect((await client.raw("GET", "/v3/nothing", undefined)).body.error_code).toBe("APIGW.0101");
});
