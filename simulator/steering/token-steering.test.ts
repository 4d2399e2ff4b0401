import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { iamLogin } from "../testing/iam-login";
import { NaClient } from "../testing/na-client";
import { type Running, startSimulator } from "../testing/start-simulator";

async function steer(url: string, path: string, body: unknown): Promise<number> {
  return (await fetch(`${url}/_simulator/${path}`, { method: "POST", body: JSON.stringify(body) })).status;
}

async function signIn({ client }: Running): Promise<string> {
  const reply = await client.raw("POST", "/v3/auth/tokens?nocatalog=true", JSON.stringify(iamLogin()));
  return reply.headers.get("x-subject-token") ?? "";
}

async function use({ client }: Running, token: string) {
  const reply = await client.get("/apps", {}, { token });
  return [reply.status, reply.body.error_code];
}

describe("POST tokens", () => {
  it.each([
    [{ expire: "iam" }, "IOTDA.000002"],
    [{ expire: "iam", refuser: "platform" }, "IOTDA.000002"],
    [{ expire: "iam", refuser: "gateway" }, "APIGW.0307"],
  ])("%j: IAM tokens are refused with %s, new ones taken", async (body, code) => {
    const running = await startSimulator({ fleet: "empty" });
    const token = await signIn(running);
    expect(await use(running, token)).toEqual([200, undefined]);
    expect(await steer(running.url, "tokens", body)).toBe(200);
    expect(await use(running, token)).toEqual([401, code]);
    expect(await use(running, await signIn(running))).toEqual([200, undefined]);
    expect(await use(running, token)).toEqual([401, code]);
  });

  it("keeps forged tokens apart from expired ones", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const token = await signIn(running);
    await steer(running.url, "tokens", { expire: "iam", refuser: "gateway" });
    expect(await use(running, `${token}x`)).toEqual([401, "IOTDA.000002"]);
  });

  it("ends the access token of the legacy API, the refresh token only when told to", async () => {
    const { url } = await startSimulator({ fleet: "empty" });
    const na = new NaClient(url);
    const first = (await na.login()).body;
    na.accessToken = first.accessToken;
    expect((await na.show("x")).status).toBe(404);
    await steer(url, "tokens", { expire: "na" });
    expect((await na.show("x")).body.error_code).toBe("1010005");
    const second = await na.refresh(first.refreshToken);
    na.accessToken = second.body.accessToken;
    expect((await na.show("x")).status).toBe(404);
    await steer(url, "tokens", { expire: "na-refresh" });
    expect((await na.show("x")).body.error_code).toBe("1010005");
    expect((await na.refresh(second.body.refreshToken)).body.error_code).toBe("100208");
  });

  it("is remembered over a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "simulator-tokens-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await startSimulator({ fleet: "empty", dataDir });
    const old = await signIn(before);
    before.simulator.expireTokens("iam", "gateway");
    const young = await signIn(before);
    await before.simulator.close();
    const after = await startSimulator({ fleet: "empty", dataDir, wallTime: before.now() });
    expect(await use(after, old)).toEqual([401, "APIGW.0307"]);
    expect(await use(after, young)).toEqual([200, undefined]);
  });
});

it.each([
  ["tokens", { expire: "aksk" }, 400],
  ["tokens", {}, 400],
  ["tokens", { expire: "iam", refuser: "nobody" }, 400],
  ["na-limit", { callsPerMinute: -1 }, 400],
  ["na-limit", { callsPerMinute: 1.5 }, 400],
  ["na-limit", { callsPerMinute: 0 }, 200],
])("POST %s %j: %d", async (path, body, status) => {
  const { url } = await startSimulator({ fleet: "empty" });
  expect(await steer(url, path, body)).toBe(status);
});

it("POST na-limit slows the legacy API down", async () => {
  const { url } = await startSimulator({ fleet: "empty" });
  const na = new NaClient(url);
  await steer(url, "na-limit", { callsPerMinute: 2 });
  expect((await na.show("x")).status).toBe(404);
  expect((await na.show("x")).body.error_code).toBe("1010009");
});
