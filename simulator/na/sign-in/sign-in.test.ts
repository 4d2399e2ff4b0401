import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { SANDBOX } from "../../sandbox-defaults";
import { NaClient } from "../../testing/na-client";
import { START, startSimulator } from "../../testing/start-simulator";

const HOUR = 3_600_000;
const unknownTask = "0".repeat(24);

async function start() {
  const running = await startSimulator({ fleet: "empty" });
  const na = new NaClient(running.url);
  /** 404 says that the token was taken, 403 that it was not. */
  const tryToken = async (token: string) => {
    na.accessToken = token;
    const { status, body } = await na.show(unknownTask);
    return [status, body.error_code];
  };
  return { ...running, na, tryToken };
}

const TAKEN = [404, "105005"];
const REFUSED = [403, "1010005"];

describe("login", () => {
  it("takes a form with application id and secret", async () => {
    const { na, tryToken } = await start();
    const { status, body } = await na.login();
    expect(status).toBe(200);
    expect(body).toMatchObject({ scope: "default", tokenType: "bearer", expiresIn: 3600 });
    expect(body.refreshToken.length).toBeLessThanOrEqual(256);
    expect(await tryToken(body.accessToken)).toEqual(TAKEN);
  });

  it.each([
    [{ appId: "other", secret: SANDBOX.naSecret }, 401, "100208"],
    [{ appId: SANDBOX.naAppId, secret: "wrong" }, 401, "100208"],
    [{ appId: SANDBOX.naAppId, secret: "x".repeat(256) }, 401, "100208"],
    [{ appId: SANDBOX.naAppId, secret: "x".repeat(257) }, 400, "100022"],
    [{ appId: "x".repeat(257), secret: SANDBOX.naSecret }, 400, "100022"],
    [{ appId: SANDBOX.naAppId }, 400, "100019"],
    [{ secret: SANDBOX.naSecret }, 400, "100019"],
  ])("answers %j with %d %s", async (form, status, code) => {
    const { na } = await start();
    const reply = await na.login(form as Record<string, string>);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
    expect(reply.body.error_desc).toBeTruthy();
  });

  it("refuses JSON", async () => {
    const { na } = await start();
    const body = JSON.stringify({ appId: SANDBOX.naAppId, secret: SANDBOX.naSecret });
    const reply = await na.send("POST", "/iocm/app/sec/v1.1.0/login", body, {
      "content-type": "application/json",
    });
    expect([reply.status, reply.body.error_code]).toEqual([400, "100022"]);
  });

  it("kills the token of the login before it", async () => {
    const { na, tryToken } = await start();
    const first = (await na.login()).body;
    const second = (await na.login()).body;
    expect(await tryToken(first.accessToken)).toEqual(REFUSED);
    expect(await tryToken(second.accessToken)).toEqual(TAKEN);
    expect((await na.refresh(first.refreshToken)).status).toBe(401);
  });
});

describe("an access token", () => {
  it("lives an hour of the platform's time", async () => {
    const { na, tryToken, simulator } = await start();
    const { accessToken } = (await na.login()).body;
    simulator.advanceClock(HOUR - 1);
    expect(await tryToken(accessToken)).toEqual(TAKEN);
    simulator.advanceClock(1);
    expect(await tryToken(accessToken)).toEqual(REFUSED);
  });

  it("counts only with its application and in its place", async () => {
    const { na, tryToken } = await start();
    const { accessToken, refreshToken } = (await na.login()).body;
    expect(await tryToken(refreshToken)).toEqual(REFUSED);
    expect(await tryToken(`${accessToken}x`)).toEqual(REFUSED);
    expect(await tryToken(accessToken.replace(/^./, "A"))).toEqual(REFUSED);
    const path = `/iocm/app/batchtask/v1.1.0/tasks/${unknownTask}`;
    const send = async (headers: Record<string, string>) =>
      (await na.send("GET", path, undefined, headers)).status;
    const authorization = `Bearer ${accessToken}`;
    expect(await send({ app_key: SANDBOX.naAppId, authorization })).toBe(404);
    expect(await send({ app_key: "other", authorization })).toBe(403);
    expect(await send({ authorization })).toBe(403);
    expect(await send({ app_key: SANDBOX.naAppId })).toBe(403);
    expect(await send({ app_key: SANDBOX.naAppId, authorization: accessToken })).toBe(403);
  });

  it("outlives a restart, and so does the death of the one before", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "simulator-na-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await startSimulator({ fleet: "empty", dataDir });
    const client = new NaClient(before.url);
    const [first, second] = [(await client.login()).body, (await client.login()).body];
    await before.simulator.close();
    const after = await startSimulator({ fleet: "empty", dataDir, wallTime: START + HOUR - 1 });
    const ask = async (accessToken: string) => {
      const again = new NaClient(after.url);
      again.accessToken = accessToken;
      return (await again.show(unknownTask)).status;
    };
    expect(await ask(second.accessToken)).toBe(404);
    expect(await ask(first.accessToken)).toBe(403);
    expect((await new NaClient(after.url).refresh(second.refreshToken)).status).toBe(200);
  });
});

describe("refreshing", () => {
  it("gives new tokens for 24 hours, and kills the old ones", async () => {
    const { na, tryToken, simulator } = await start();
    const first = (await na.login()).body;
    simulator.advanceClock(24 * HOUR - 1);
    const second = await na.refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(await tryToken(second.body.accessToken)).toEqual(TAKEN);
    expect((await na.refresh(first.refreshToken)).body.error_code).toBe("100208");
    simulator.advanceClock(24 * HOUR);
    const late = await na.refresh(second.body.refreshToken);
    expect([late.status, late.body.error_code]).toEqual([401, "100208"]);
  });

  it.each([
    [{ secret: "wrong" }, 401, "100208"],
    [{ appId: "other" }, 401, "100208"],
    [{ refreshToken: "" }, 400, "100022"],
    [{ refreshToken: "x".repeat(257) }, 400, "100022"],
    [{ appId: undefined }, 400, "100022"],
  ])("answers %j with %d %s", async (change, status, code) => {
    const { na } = await start();
    const { refreshToken } = (await na.login()).body;
    const reply = await na.refresh(refreshToken, change);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });
});
