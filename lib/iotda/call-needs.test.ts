import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { parseEndpoint } from "./endpoint";
import type { WireRequest } from "./exchange";
import { type CallNeeds, createTransport, defaultLimits, type TransportLimits } from "./transport";

/* What one call may ask for beyond the limits all calls share (security.md S4.2). */

const trust = { trusted: true, allowedHosts: [] };
const get: WireRequest = { method: "GET", path: "/x", headers: {}, body: null };
const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function send(handler: http.RequestListener, limits: Partial<TransportLimits>, needs?: CallNeeds) {
  const server = http.createServer(handler);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const transport = createTransport(parseEndpoint(`http://127.0.0.1:${port}`, trust), trust, {
    ...defaultLimits,
    ...limits,
  });
  open.push(() => transport.close());
  return transport.send(get, "read", undefined, needs);
}

/** Starts its answer and never ends it. */
const endless: http.RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("[");
};
/** Ends its answer a moment later. */
const slow: http.RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("[");
  setTimeout(() => response.end("]"), 200);
};
const big: http.RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/octet-stream" });
  response.end(Buffer.alloc(5_000, 1));
};

describe("a call", () => {
  it("ends at its own deadline, sooner or later than the usual one", async () => {
    await expect(send(endless, {}, { totalMs: 50 })).rejects.toMatchObject({ reason: "timed_out" });
    await expect(send(slow, { totalMs: 20 })).rejects.toMatchObject({ reason: "timed_out" });
    expect((await send(slow, { totalMs: 20 }, { totalMs: 20_000 })).body).toEqual([]);
  });

  it("takes so many bytes of its own and no more", async () => {
    const bytes = { answer: "bytes" } as const;
    await expect(send(big, { maxBytes: 4_999 }, bytes)).rejects.toMatchObject({ reason: "too_large" });
    const whole = await send(big, { maxBytes: 4_999 }, { ...bytes, maxBytes: 5_000 });
    expect(whole.body).toEqual(Buffer.alloc(5_000, 1));
  });

  it("gets bytes only when it asks for them", async () => {
    await expect(send(big, {})).rejects.toMatchObject({ reason: "not_json" });
  });
});
