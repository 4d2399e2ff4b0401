import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Problem } from "@/lib/contracts/problem";
import { ask, askRaw } from "./testing/ask";
import { type OpenServer, openServer, plainPolicy } from "./testing/open-server";

let open: OpenServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** What Next and routes do, the bad habits included. */
async function house(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("x-powered-by", "Next.js");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("content-security-policy", "default-src *");
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
  const path = request.url?.split("?")[0] ?? "";
  if (path.startsWith("/api/v1/throws")) throw new Error("hunter2");
  if (path === "/api/v1/bare405") {
    response.statusCode = 405;
    response.end();
    return;
  }
  if (path === "/api/v1/piped405") {
    response.statusCode = 405;
    response.flushHeaders();
    response.end();
    return;
  }
  if (path === "/api/v1/events") {
    response.setHeader("content-type", "text/event-stream");
    response.setHeader("cache-control", "no-cache, no-transform");
    response.flushHeaders();
    response.write(": hello\n\n");
    response.end();
    return;
  }
  if (path === "/old") {
    response.writeHead(307, {
      location: "/new",
      "access-control-allow-origin": "*",
      "x-frame-options": "DENY",
    });
    response.end();
    return;
  }
  if (path === "/array") {
    response.writeHead(200, "Fine", ["content-type", "text/plain", "Access-Control-Allow-Methods", "PUT"]);
    response.end("array");
    return;
  }
  const statuses: Record<string, number> = {
    "/missing": 404,
    "/_next/static/missing.js": 404,
    "/broken": 500,
  };
  response.statusCode = statuses[path] ?? 200;
  response.setHeader(
    "content-type",
    path.startsWith("/api/") ? "application/json; charset=utf-8" : "text/html",
  );
  response.end("body");
}

const kinds: [string, string, number][] = [
  ["a page", "/c/a/tasks", 200],
  ["a framed page", "/embed/c/a/tasks", 200],
  ["the API", "/api/v1/me", 200],
  ["an error of the API", "/api/v1/throws", 500],
  ["a missing page", "/missing", 404],
  ["a broken page", "/broken", 500],
  ["a redirect", "/old", 307],
  ["headers given as a list", "/array", 200],
  ["a static file", "/_next/static/a.js", 200],
  ["an event stream", "/api/v1/events", 200],
  ["a refused address", "/a/../b", 400],
  ["a missing static file", "/_next/static/missing.js", 404],
  ["a method not exported", "/api/v1/bare405", 405],
];

describe("headers of every answer (S2.5, A13, A14)", () => {
  it.each(kinds)("%s", async (_name, path, status) => {
    open = await openServer(house, { headerPolicy: { ...plainPolicy, https: true } });
    const { status: given, headers } = await ask(open.port, {
      path,
      headers: { origin: "https://evil.example" },
    });
    expect(given).toBe(status);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "strict-transport-security": "max-age=31536000",
    });
    expect(headers["permissions-policy"]).toMatch(/camera=\(\).*clipboard-write=\(self\)$/);
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'self'; script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'; /,
    );
    const forbidden = Object.keys(headers).filter((name) =>
      /^(access-control-|x-frame-options|x-powered-by)/.test(name),
    );
    expect(forbidden).toEqual([]);
    const kept =
      path === "/_next/static/a.js" ? "public, max-age=31536000, immutable" : /^no-store(, no-transform)?$/;
    expect(headers["cache-control"]).toMatch(kept);
  });

  it("is the whole policy", async () => {
    open = await openServer(house, {
      headerPolicy: { ...plainPolicy, oidcIssuer: "https://id.example/realms/x" },
    });
    const { headers } = await ask(open.port, {});
    const policy = String(headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy.split("; ")).toEqual([
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self' https://id.example",
      "frame-src 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers["strict-transport-security"]).toBeUndefined();
  });

  it("has another nonce each time", async () => {
    open = await openServer(house);
    const first = await ask(open.port, {});
    const second = await ask(open.port, {});
    expect(first.headers["content-security-policy"]).not.toBe(second.headers["content-security-policy"]);
  });

  it.each([
    ["/embed/c/a/tasks", ["https://p.example", "http://localhost:1"], "https://p.example http://localhost:1"],
    ["/embed", ["https://p.example"], "https://p.example"],
    ["/embed/c/a/tasks", [], "'none'"],
    ["/c/a/tasks", ["https://p.example"], "'none'"],
    ["/embedded", ["https://p.example"], "'none'"],
    ["/EMBED/c", ["https://p.example"], "'none'"],
    ["/c?x=/embed/", ["https://p.example"], "'none'"],
    ["/api/v1/me", ["https://p.example"], "'none'"],
  ])("lets %s be framed by %j: %s", async (path, embedOrigins, expected) => {
    open = await openServer(house, { headerPolicy: { ...plainPolicy, embedOrigins } });
    const { headers } = await ask(open.port, { path });
    expect(headers["content-security-policy"]).toMatch(new RegExp(`; frame-ancestors ${expected}$`));
  });

  it("reaches answers that Node gives by itself", async () => {
    open = await openServer(house);
    const replies = [
      await askRaw(open.port, "nonsense\r\n\r\n"),
      await askRaw(open.port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`),
      await askRaw(open.port, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"),
      await askRaw(open.port, "GET / HTTP/1.1\r\nHost: a\r\nExpect: evil\r\nConnection: close\r\n\r\n"),
    ];
    expect(replies.map((reply) => reply.slice(9, 12))).toEqual(["400", "431", "405", "200"]);
    for (const reply of replies) {
      expect(reply.toLowerCase()).toContain("x-content-type-options: nosniff");
      expect(reply.toLowerCase()).toContain("content-security-policy: default-src 'self'");
      expect(reply.toLowerCase()).toContain("cache-control: no-store");
    }
  });

  it("keeps an event stream from being transformed", async () => {
    open = await openServer(house);
    const { headers } = await ask(open.port, { path: "/api/v1/events" });
    expect(headers["cache-control"]).toBe("no-store, no-transform");
  });
});

describe("errors", () => {
  it("that a handler throws say nothing but the request id", async () => {
    open = await openServer(house);
    const { body, headers } = await ask(open.port, { path: "/api/v1/throws" });
    expect(Problem.parse(JSON.parse(body))).toMatchObject({
      code: "internal",
      requestId: headers["x-request-id"],
    });
    expect(body).not.toContain("hunter2");
    expect(open.lines.join()).toContain("request failed");
    expect(open.lines.join()).not.toContain("hunter2");
  });

  it.each(["/api/v1/bare405", "/api/v1/piped405"])("explain an empty 405 of the API (%s)", async (path) => {
    open = await openServer(house);
    const reply = await ask(open.port, { path, method: "DELETE" });
    expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(Problem.parse(JSON.parse(reply.body))).toMatchObject({ status: 405, code: "invalid_input" });
    expect((await ask(open.port, { path, method: "HEAD" })).body).toBe("");
  });

  it("are 503 until there is something to serve", async () => {
    open = await openServer(null);
    const reply = await ask(open.port, { path: "/healthz" });
    expect(reply.status).toBe(503);
    expect(reply.headers["retry-after"]).toBe("1");
    expect(Problem.parse(JSON.parse(reply.body)).code).toBe("unavailable");
  });
});
