import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Problem } from "@/lib/contracts/problem";
import { makeHostRule } from "./host-rule";
import { ask, askRaw } from "./testing/ask";
import { type OpenServer, openServer, plainPolicy } from "./testing/open-server";

/** Stands in for Next. */
async function serve(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.end("served");
}

let open: OpenServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe("the host", () => {
  const rules = {
    local: { appUrl: "http://localhost:3000", host: "127.0.0.1", port: 3000 },
    shared: { appUrl: "https://muster.corp.example", host: "0.0.0.0", port: 3000 },
    proxied: { appUrl: "https://muster.corp.example", host: "127.0.0.1", port: 3000 },
    odd: { appUrl: "http://muster.corp.example:8080", host: "::", port: 8080 },
  };
  it.each<[keyof typeof rules, string | undefined, boolean]>([
    ["local", "localhost:3000", true],
    ["local", "127.0.0.1:3000", true],
    ["local", "[::1]:3000", true],
    ["local", "LOCALHOST:3000", true],
    ["local", "localhost", false],
    ["local", "localhost:4000", false],
    ["local", "evil.example:3000", false],
    ["local", "localhost:3000.evil.example", false],
    ["local", "", false],
    ["local", undefined, false],
    ["shared", "muster.corp.example", true],
    ["shared", "muster.corp.example:443", true],
    ["shared", "muster.corp.example:3000", false],
    ["shared", "localhost:3000", false],
    ["shared", "evil.example", false],
    ["proxied", "muster.corp.example", true],
    ["proxied", "127.0.0.1:3000", true],
    ["odd", "muster.corp.example:8080", true],
    ["odd", "muster.corp.example", false],
  ])("%s: %s is ours: %s", (rule, host, expected) => {
    expect(makeHostRule(rules[rule])(host)).toBe(expected);
  });

  it("that is another's is answered 421 as a problem", async () => {
    open = await openServer(serve, { isOwnHost: makeHostRule(rules.shared) });
    const reply = await ask(open.port, { headers: { host: "evil.example" } });
    expect(reply.status).toBe(421);
    expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const problem = Problem.parse(JSON.parse(reply.body));
    expect(problem).toMatchObject({
      status: 421,
      code: "invalid_input",
      requestId: reply.headers["x-request-id"],
    });
    expect(open.lines.join()).toContain('"status":421');
  });

  it("must be there, once", async () => {
    open = await openServer(serve, { isOwnHost: (host) => host === "a" });
    const get = (hosts: string) =>
      askRaw(open?.port ?? 0, `GET / HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
    expect(await get("Host: a\r\n")).toMatch(/^HTTP\/1.1 200 /);
    expect(await get("")).toMatch(/^HTTP\/1.1 421 /);
    expect(await get("Host: a\r\nHost: b\r\n")).toMatch(/^HTTP\/1.1 (400|421) /);
  });
});

describe("the request line", () => {
  it.each([
    ["/c/a/tasks?q=//x&path=C:\\x&p=100%", 200],
    ["/c/a/tasks/%E4%BB%BB", 200],
    ["//evil.example", 400],
    ["http://evil.example/", 400],
    ["*", 400],
    ["/a/../b", 400],
    ["/a/./b", 400],
    ["/a/%2e%2e/b", 400],
    ["/a%2fb", 400],
    ["/a%5Cb", 400],
    ["/a\\b", 400],
    ["/a%00", 400],
    ["/a%0d%0ab", 400],
    ["/a%zz", 400],
    ["/a%", 400],
    ["/a%ff", 400],
    ["/a#b", 400],
    ["/api/v1/me?__proto__=1", 400],
    ["/api/v1/me?q=1&%5f_proto__[x]=1&__proto__=1", 400],
    ["/api/v1/me?nxtPconnection=other", 400],
    ["/c/a/tasks?q=__proto__&x=nxtPa", 200],
  ])("%s answers %i", async (path, status) => {
    open = await openServer(serve);
    expect((await ask(open.port, { path })).status).toBe(status);
  });

  it.each([
    ["/", "GET", 200],
    ["/", "HEAD", 200],
    ["/", "POST", 405],
    ["/c/a/tasks", "PUT", 405],
    ["/", "OPTIONS", 405],
    ["/", "TRACE", 405],
    ["/api/v1/me", "TRACE", 405],
    ["/api/v1/me", "PATCH", 405],
    ["/api/v1/me", "PROPFIND", 405],
    ["/api/v1/me", "POST", 200],
    ["/api/v1/me", "DELETE", 200],
    ["/apiary", "POST", 405],
  ])("%s takes %s: %i", async (path, method, status) => {
    open = await openServer(serve);
    const reply = await ask(open.port, { path, method });
    expect(reply.status).toBe(status);
    if (status === 405) expect(reply.headers.allow).toContain("GET, HEAD");
  });

  it("opens no tunnel and no socket", async () => {
    open = await openServer(serve);
    expect(await askRaw(open.port, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n")).toMatch(/^HTTP\/1.1 405 /);
    const upgrade = "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n";
    expect(await askRaw(open.port, upgrade)).not.toMatch(/^HTTP\/1.1 101 /);
  });

  it.each(["GET", "POST"])("refuses a server action by %s", async (method) => {
    open = await openServer(serve);
    const reply = await ask(open.port, { path: "/api/v1/me", method, headers: { "next-action": "abc" } });
    expect(reply.status).toBe(400);
  });
});

describe("upgrades in development", () => {
  it("go on only to our own host", async () => {
    open = await openServer(serve, {
      isOwnHost: (host) => host === "own",
      headerPolicy: { ...plainPolicy, development: true },
      handleUpgrade: (_request, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    });
    const upgrade = (host: string) =>
      askRaw(
        open?.port ?? 0,
        `GET /_next/hmr HTTP/1.1\r\nHost: ${host}\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
    expect(await upgrade("own")).toMatch(/^HTTP\/1.1 101 /);
    expect(await upgrade("evil.example")).toMatch(/^HTTP\/1.1 421 /);
  });
});
