import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ConnectedPlatform, connectPlatform, type NaConnection, type V5Connection } from "./connect";

const people = { lane: "people" } as const;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A platform with IAM and legacy API that takes everybody; `refuse` answers instead where it wants to. */
async function serve(refuse: (path: string, token: string) => [number, object] | null = () => null) {
  const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
  let issued = 0;
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    const { headers } = request;
    seen.push({ path, headers });
    request.resume();
    const answer = (status: number, body: object, more = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...more }).end(JSON.stringify(body));
    const refusal = refuse(path, String(headers["x-auth-token"] ?? headers.authorization ?? ""));
    if (refusal) return answer(...refusal);
    if (path === "/v3/auth/tokens") {
      issued += 1;
      const token = { expires_at: new Date(Date.now() + 86_400_000).toISOString() };
      return answer(201, { token }, { "x-subject-token": `T${issued}` });
    }
    if (path.endsWith("/login")) {
      issued += 1;
      return answer(200, { accessToken: `T${issued}`, refreshToken: "R", expiresIn: 3600 });
    }
    return path.startsWith("/v5/")
      ? answer(200, { applications: [] })
      : answer(404, { error_code: "105005" });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => new Promise((done) => server.close(done)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function connect(connection: V5Connection | NaConnection): ConnectedPlatform {
  const platform = connectPlatform(connection, {
    budget: { take: async () => undefined, slowDown: async () => undefined },
    ...{ now: () => new Date(), sleep: async () => undefined, random: () => 0 },
    log: { info: () => undefined, warn: () => undefined },
  });
  closers.push(() => platform.close());
  return platform;
}

const iam = (url: string, changes: Partial<V5Connection> = {}): V5Connection => ({
  ...{ kind: "v5", endpoint: url, region: "cn-north-4", projectId: "p1", instanceId: null, signature: null },
  credentials: { signIn: "iam", endpoint: url, user: "u", password: "p", domain: "d" },
  ...{ trusted: true, allowedHosts: [], ...changes },
});
const na = (url: string): NaConnection => ({
  ...{ kind: "na", endpoint: url, appId: "app-1", secret: "s", tls: {}, trusted: true, allowedHosts: [] },
});
const paths = (seen: { path: string }[]) => seen.map(({ path }) => path.split("/").at(-1));

describe("a v5 connection by IAM token", () => {
  it("sends the token instead of a signature, and the password to IAM alone", async () => {
    const [platform, service] = [await serve(), await serve()];
    const connection = iam(platform.url);
    const credentials = {
      ...connection.credentials,
      signIn: "iam",
      endpoint: service.url,
    } as V5Connection["credentials"];
    await connect({ ...connection, credentials }).listApps(people);
    expect(paths(service.seen)).toEqual(["tokens"]);
    expect(paths(platform.seen)).toEqual(["apps"]);
    const { headers } = platform.seen[0] ?? {};
    expect(headers).toMatchObject({ "x-auth-token": "T1", "x-project-id": "p1" });
    expect(headers).not.toHaveProperty("authorization");
  });

  it.each([
    [401, "IOTDA.000002"],
    [403, "IOTDA.000004"],
    [401, "APIGW.0301"],
    [401, "APIGW.0307"],
    [500, "IOTDA.000020"],
    [401, "IOTDA.999999"],
  ])("signs in anew after %i %s and repeats the call once", async (status, error_code) => {
    const { url, seen } = await serve((_path, token) => (token === "T1" ? [status, { error_code }] : null));
    await connect(iam(url)).listApps(people);
    expect(paths(seen)).toEqual(["tokens", "apps", "tokens", "apps"]);
  });

  it.each([
    [403, "IOTDA.000021"],
    [403, "IOTDA.000022"],
    [403, "APIGW.0302"],
  ])("does not sign in anew after %i %s: another token has no other rights", async (status, error_code) => {
    const { url, seen } = await serve((path) => (path.startsWith("/v5/") ? [status, { error_code }] : null));
    await expect(connect(iam(url)).listApps(people)).rejects.toMatchObject({ code: "upstream_auth" });
    expect(paths(seen)).toEqual(["tokens", "apps"]);
  });

  it("gives up with the platform's own word when fresh tokens are refused too", async () => {
    const refusal = { error_code: "IOTDA.000002" };
    const { url, seen } = await serve((path) => (path.startsWith("/v5/") ? [401, refusal] : null));
    const platform = connect(iam(url));
    for (let left = 5; left > 0; left -= 1) {
      await expect(platform.listApps(people)).rejects.toMatchObject({
        ...{ code: "upstream_auth", upstream: { errorCode: "IOTDA.000002" } },
      });
    }
    expect(paths(seen).filter((path) => path === "tokens")).toHaveLength(4);
  });

  it.each<[string, Partial<V5Connection>, string | null]>([
    ["a private IAM address from the settings", { trusted: false }, "https://10.0.0.1"],
    ["plain HTTP to IAM from the settings", { trusted: false }, "http://iam.cn-north-4.myhuaweicloud.com"],
    ["IAM somewhere else from the settings", { trusted: false }, "https://iam.evil.example"],
    ["no region and no IAM address", { region: null, endpoint: "https://iot.example" }, null],
  ])("refuses %s before anything is sent", (_what, changes, endpoint) => {
    const vendor = "https://iotda.cn-north-4.myhuaweicloud.com";
    const credentials = { signIn: "iam", endpoint, user: "u", password: "p", domain: "d" } as const;
    expect(() => connect(iam(vendor, { credentials, ...changes }))).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });
});

describe("a legacy connection", () => {
  const ask = (platform: ConnectedPlatform) =>
    platform.showTask({ taskId: "0".repeat(24), limit: 1 }, people).catch((error) => error);

  it("sends application and token with every call", async () => {
    const { url, seen } = await serve();
    expect(await ask(connect(na(url)))).toMatchObject({ upstream: { errorCode: "105005" } });
    expect(seen[1]?.headers).toMatchObject({ app_key: "app-1", authorization: "Bearer T1" });
  });

  it("logs in once more after 403 1010005, then gives up (sheet §13.7)", async () => {
    const refusal = { error_code: "1010005", error_desc: "invalid token" };
    const { url, seen } = await serve((path) => (path.includes("batchtask") ? [403, refusal] : null));
    expect(await ask(connect(na(url)))).toMatchObject({ upstream: { errorCode: "1010005" } });
    expect(paths(seen)).toEqual(["login", "0".repeat(24), "login", "0".repeat(24)]);
  });

  it("does not log in anew when it is throttled", async () => {
    const refusal = { error_code: "1010009", error_desc: "app throttle exceed." };
    const { url, seen } = await serve((path) => (path.includes("batchtask") ? [403, refusal] : null));
    expect(await ask(connect(na(url)))).toMatchObject({ code: "upstream_throttled" });
    expect(paths(seen).filter((path) => path === "login")).toHaveLength(1);
  });
});
