import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ConnectedPlatform, connectPlatform, type NaConnection } from "../connect";

const pem = (name: string) => readFileSync(`${import.meta.dirname}/../testdata/tls/${name}`, "utf8");
const ca = pem("ca.pem");
const client = {
  certificate: pem("client.pem"),
  key: pem("client-encrypted.key"),
  passphrase: "open-sesame",
};
const people = { lane: "people" } as const;
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => new Promise((done) => server.close(done)));
  return (server.address() as AddressInfo).port;
}

/** A legacy platform that signs everybody in and then knows no task; `seen` holds what reached it behind TLS. */
async function serve(settings: https.ServerOptions = {}, answer?: http.RequestListener) {
  const seen: { path: string; peer: string | undefined; host: string | undefined }[] = [];
  const server = https.createServer(
    { key: pem("server.key"), cert: pem("server.pem"), ...settings },
    (request, response) => {
      const socket = request.socket as import("node:tls").TLSSocket;
      const peer = settings.requestCert ? String(socket.getPeerCertificate().subject.CN) : undefined;
      seen.push({ path: request.url?.split("?")[0] ?? "", peer, host: request.headers.host });
      if (answer) return answer(request, response);
      const isLogin = request.url?.endsWith("/login");
      const body = isLogin
        ? { accessToken: "T", tokenType: "Bearer ", refreshToken: "R", expiresIn: 3600, scope: "default" }
        : { error_code: "105005", error_desc: "The batch task does not exist." };
      response.writeHead(isLogin ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    },
  );
  return { port: await listen(server), seen };
}

function connect(port: number, tls: NaConnection["tls"]): ConnectedPlatform {
  const platform = connectPlatform(
    {
      ...{ kind: "na", endpoint: `https://127.0.0.1:${port}`, appId: "app-1", secret: "very-secret" },
      ...{ tls, trusted: true, allowedHosts: [] },
    },
    {
      budget: { take: async () => undefined, slowDown: async () => undefined },
      ...{ now: () => new Date(), sleep: async () => undefined, random: () => 0 },
      log: { info: () => undefined, warn: () => undefined },
    },
  );
  closers.push(() => platform.close());
  return platform;
}

const ask = (platform: ConnectedPlatform) =>
  platform.showTask({ taskId: "5bd7f0c2e4b0a1b2c3d4e5f6", limit: 1 }, people).catch((error) => error);

describe("a platform with an authority of its own", () => {
  it("is believed by that authority and its pinned name, though it is reached by address", async () => {
    const { port, seen } = await serve();
    const error = await ask(connect(port, { ca, serverName: "platform.test" }));
    expect(error).toMatchObject({ upstream: { errorCode: "105005" } });
    expect(seen[0]).toMatchObject({ path: "/iocm/app/sec/v1.1.0/login", host: `127.0.0.1:${port}` });
  });

  it("sees our client certificate, its key opened with the passphrase", async () => {
    const { port, seen } = await serve({ ca, requestCert: true, rejectUnauthorized: true });
    await ask(connect(port, { ca, serverName: "platform.test", ...client }));
    expect(seen[0]?.peer).toBe("muster");
  });
});

describe("refused before any secret is sent (F29)", () => {
  it.each<[string, https.ServerOptions, NaConnection["tls"], RegExp]>([
    ["another authority", {}, { serverName: "platform.test" }, /authority that is not trusted/],
    ["another name", {}, { ca, serverName: "other.test" }, /for another name/],
    ["the address itself, which the certificate does not carry", {}, { ca }, /for another name/],
    [
      "an expired certificate",
      { cert: pem("expired.pem") },
      { ca, serverName: "platform.test" },
      /has expired/,
    ],
  ])("%s", async (_name, settings, tls, reason) => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const { port, seen } = await serve(settings);
      const error = await ask(connect(port, tls));
      expect(error).toMatchObject({ code: "upstream_unavailable", reason: "tls", sent: "no" });
      expect(error.message).toMatch(reason);
      expect(seen).toEqual([]);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  it("a missing client certificate", async () => {
    const { port, seen } = await serve({ ca, requestCert: true, rejectUnauthorized: true });
    const error = await ask(connect(port, { ca, serverName: "platform.test" }));
    expect(error).toMatchObject({ code: "upstream_unavailable", sent: "no" });
    expect(seen).toEqual([]);
  });

  it("a redirect: the other host sees neither the secret nor the token", async () => {
    const elsewhere: string[] = [];
    const thief = http.createServer((request, response) => {
      elsewhere.push(request.url ?? "");
      response.end("{}");
    });
    const thiefPort = await listen(thief);
    const { port, seen } = await serve({}, (request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${thiefPort}${request.url}` }).end();
    });
    const error = await ask(connect(port, { ca, serverName: "platform.test" }));
    expect(error).toMatchObject({ code: "upstream_unavailable", upstream: { status: 307 } });
    expect(error.message).toContain("redirect");
    expect([seen.length, elsewhere.length]).toEqual([1, 0]);
  });
});
