import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { ask } from "./testing/ask";
import { type OpenServer, openServer, plainPolicy } from "./testing/open-server";

/** Tells what reached it. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ headers: request.headers, raw: request.rawHeaders, url: request.url }));
}

let open: OpenServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe("headers of the request (S1.7, A18)", () => {
  const forged = {
    forwarded: "for=6.6.6.6;host=evil.example",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    "x-forwarded-anything": "evil",
    "x-real-ip": "6.6.6.6",
    "x-original-url": "/settings/evil",
    "x-muster-peer": "6.6.6.6",
    "x-muster-caller": "evil",
    "x-request-id": "evil-request-id",
    "x-nonce": "evil",
    "content-security-policy": "script-src 'nonce-evil'",
    "content-security-policy-report-only": "script-src 'nonce-evil'",
    "x-middleware-subrequest": "evil:evil:evil",
    "x-middleware-rewrite": "/evil",
    "x-nextjs-data": "evil",
    "x-nextjs-postponed": "evil",
    "x-matched-path": "/evil",
    "x-now-route-matches": "evil",
    "x-invoke-path": "/evil",
    "x-prerender-revalidate": "evil",
    "x-next-cache-tags": "evil",
    "x-action-forwarded": "evil",
    "next-resume": "evil",
  };
  const kept = {
    rsc: "1",
    "next-router-state-tree": "tree",
    "next-router-prefetch": "1",
    "next-url": "/c/a/tasks",
    "x-muster-context": "embed",
    cookie: "muster=x",
    authorization: "Bearer t",
    "accept-language": "zh-CN",
  };

  it("keep what the browser may say and nothing else", async () => {
    open = await openServer(echo);
    const { body } = await ask(open.port, { headers: { ...forged, ...kept } });
    expect(body).not.toContain("evil");
    expect(body).not.toContain("6.6.6.6");
    const { headers, raw } = JSON.parse(body);
    expect(headers).toMatchObject({ ...kept, "x-muster-peer": "127.0.0.1" });
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(raw).toContain("x-muster-peer");
  });

  it("ask for a page's data of pages only", async () => {
    open = await openServer(echo);
    const asked = {
      rsc: "1",
      "next-router-state-tree": "tree",
      "next-router-prefetch": "1",
      "next-url": "/c",
    };
    const { body } = await ask(open.port, { path: "/api/v1/me", headers: asked });
    for (const name of Object.keys(asked)) expect(JSON.parse(body).headers).not.toHaveProperty(name);
  });

  it("carry the nonce of the answer's policy", async () => {
    open = await openServer(echo);
    const { body, headers } = await ask(open.port, {});
    const seen = JSON.parse(body).headers;
    expect(seen["content-security-policy"]).toBe(headers["content-security-policy"]);
    expect(headers["content-security-policy"]).toContain(`'nonce-${seen["x-nonce"]}'`);
    expect(seen["x-request-id"]).toBe(headers["x-request-id"]);
  });

  it.each([
    ["an unlisted peer", [], "6.6.6.6", "127.0.0.1"],
    ["a listed peer", ["127.0.0.1/32"], "203.0.113.7", "203.0.113.7"],
    [
      "a chain of listed peers",
      ["127.0.0.0/8", "10.0.0.0/8"],
      "6.6.6.6, 203.0.113.7, 10.0.0.2",
      "203.0.113.7",
    ],
    ["a listed peer that says nonsense", ["127.0.0.1/32"], "evil", "127.0.0.1"],
    ["a listed peer that says nothing", ["127.0.0.1/32"], "", "127.0.0.1"],
    ["an IPv6 client", ["127.0.0.1/32"], "2001:db8::1", "2001:db8::1"],
    ["a folded IPv4 client", ["127.0.0.1/32"], "::ffff:203.0.113.7", "203.0.113.7"],
  ])("name the address behind %s", async (_name, trusted, forwarded, expected) => {
    open = await openServer(echo, { trusted });
    const { body } = await ask(open.port, { headers: { "x-forwarded-for": forwarded } });
    const { headers } = JSON.parse(body);
    expect(headers["x-muster-peer"]).toBe(expected);
    expect(headers["x-forwarded-for"]).toBeUndefined();
  });

  it("leave Next's development words to development", async () => {
    open = await openServer(echo, { headerPolicy: { ...plainPolicy, development: true } });
    const { body } = await ask(open.port, {
      headers: { "x-nextjs-request-id": "r", "next-hmr-refresh": "1" },
    });
    expect(JSON.parse(body).headers).toMatchObject({ "x-nextjs-request-id": "r", "next-hmr-refresh": "1" });
  });
});
