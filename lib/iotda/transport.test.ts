import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { parseEndpoint } from "./endpoint";
import { PlatformError } from "./errors";
import type { WireRequest } from "./exchange";
import type { CallKind } from "./pacing";
import { createTransport, defaultLimits, type Transport, type TransportLimits } from "./transport";

const trust = { trusted: true, allowedHosts: [] };
const limits: TransportLimits = { ...defaultLimits, maxBytes: 1_000_000 };
const get: WireRequest = { method: "GET", path: "/x", headers: { "x-project-id": "p" }, body: null };
const post: WireRequest = {
  method: "POST",
  path: "/x",
  headers: { "content-type": "application/json" },
  body: Buffer.from("{}"),
};

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function listen<Server extends net.Server>(server: Server): Promise<AddressInfo> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  open.push({
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(done);
      }),
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address() as AddressInfo)));
}

function clientOf(url: string, overrides: Partial<TransportLimits> = {}): Transport {
  const transport = createTransport(parseEndpoint(url, trust), trust, { ...limits, ...overrides });
  open.push(transport);
  return transport;
}

async function serve(
  handler: http.RequestListener,
  overrides?: Partial<TransportLimits>,
): Promise<Transport> {
  const { port } = await listen(http.createServer(handler));
  return clientOf(`http://127.0.0.1:${port}`, overrides);
}

async function failureOf(
  transport: Transport,
  request = get,
  kind: CallKind = "read",
  signal?: AbortSignal,
): Promise<PlatformError> {
  const outcome = await transport.send(request, kind, signal).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(PlatformError);
  return outcome as PlatformError;
}

const json = { "content-type": "application/json" };

describe("answers", () => {
  it("returns status, parsed body, request id and date", async () => {
    const transport = await serve((request, response) => {
      response.writeHead(201, { ...json, "x-request-id": "req-7", date: "Sat, 21 Nov 2026 10:15:00 GMT" });
      response.end(JSON.stringify({ method: request.method, headers: request.headers }));
    });
    const answer = await transport.send(post, "write");
    expect(answer).toMatchObject({
      status: 201,
      requestId: "req-7",
      date: new Date("2026-11-21T10:15:00Z"),
      body: { method: "POST", headers: { "content-length": "2", accept: "application/json" } },
    });
  });

  it("sends a DELETE without body and without its length", async () => {
    let seen: http.IncomingHttpHeaders = {};
    const transport = await serve((request, response) => {
      seen = request.headers;
      response.writeHead(204).end();
    });
    const answer = await transport.send({ ...get, method: "DELETE" }, "write");
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(seen).not.toHaveProperty("content-length");
    expect(seen).not.toHaveProperty("transfer-encoding");
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["identity", (text: string) => Buffer.from(text)],
  ])("undoes %s", async (encoding, encode) => {
    const transport = await serve((_request, response) => {
      response.writeHead(200, { ...json, "content-encoding": encoding });
      response.end(encode(JSON.stringify({ name: "温度计" })));
    });
    expect((await transport.send(get, "read")).body).toEqual({ name: "温度计" });
  });

  it("takes an empty answer whatever coding it names", async () => {
    const transport = await serve((_request, response) => {
      response.writeHead(204, { "content-encoding": "gzip" }).end();
    });
    expect(await transport.send(get, "read")).toMatchObject({ status: 204, body: undefined });
  });

  it("reads chunks and large bodies that need back-pressure", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `row-${index}`);
    const transport = await serve((_request, response) => {
      response.writeHead(200, { ...json, "content-encoding": "gzip" });
      response.end(gzipSync(JSON.stringify(rows)));
    });
    expect((await transport.send(get, "read")).body).toEqual(rows);
  });

  it("takes headers as long as an IAM token", async () => {
    const transport = await serve((_request, response) => {
      response.writeHead(200, { ...json, "x-subject-token": "t".repeat(40_000) });
      response.end("{}");
    });
    expect((await transport.send(get, "read")).headers["x-subject-token"]).toHaveLength(40_000);
  });

  it("never follows a redirect", async () => {
    const seen: (string | undefined)[] = [];
    const transport = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect((await transport.send(get, "read")).status).toBe(302);
    expect(seen).toEqual(["/x"]);
  });

  it.each([400, 404, 502, 503])("an error page with %i is an answer without a body", async (status) => {
    const transport = await serve((_request, response) => {
      response.writeHead(status, { "content-type": "text/html" }).end("<h1>no</h1>");
    });
    expect(await transport.send(get, "read")).toMatchObject({ status, body: undefined });
  });
});

describe("answers that break the contract", () => {
  const broken = { failure: "contract", sent: "maybe", code: "upstream_contract" };

  it.each([
    ["HTML", "text/html", "<html></html>", "not_json"],
    ["no content type", undefined, "{}", "not_json"],
    ["JSON that ends early", "application/json", '{"a":[1,2', "unreadable"],
    ["no JSON at all", "application/json", "<html>", "unreadable"],
  ])("200 with %s", async (_name, type, text, reason) => {
    const transport = await serve((_request, response) => {
      response.writeHead(200, type === undefined ? {} : { "content-type": type }).end(text);
    });
    const error = await failureOf(transport);
    expect(error).toMatchObject({ ...broken, reason });
    expect(error.upstream.status).toBe(200);
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(text);
  });

  it("a body shorter than its Content-Length", async () => {
    const transport = await serve((_request, response) => {
      response.writeHead(200, { ...json, "content-length": "100" });
      response.write('{"a":1');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failureOf(transport)).toMatchObject({ ...broken, reason: "truncated" });
  });

  it("a chunked body without its end", async () => {
    const transport = await serve((_request, response) => {
      response.writeHead(200, json);
      response.write('{"a":1');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failureOf(transport)).toMatchObject({ ...broken, reason: "truncated" });
  });

  it("gzip that ends early, gzip that is none, a coding nobody asked for", async () => {
    const bodies: [string, Buffer][] = [
      ["gzip", gzipSync('{"a":1}').subarray(0, 12)],
      ["gzip", Buffer.from("{}")],
      ["zstd", Buffer.from("{}")],
    ];
    const transport = await serve((_request, response) => {
      const [encoding = "", body] = bodies.shift() ?? [];
      response.writeHead(200, { ...json, "content-encoding": encoding }).end(body);
    });
    for (let left = 3; left > 0; left -= 1) {
      expect(await failureOf(transport)).toMatchObject({ ...broken, reason: "unreadable" });
    }
  });

  it("something that is not HTTP", async () => {
    const { port } = await listen(
      net.createServer((socket) => socket.once("data", () => socket.end("SSH-2.0-x\r\n\r\n"))),
    );
    expect(await failureOf(clientOf(`http://127.0.0.1:${port}`))).toMatchObject({
      ...broken,
      reason: "unreadable",
    });
  });

  it("an answer that says it is too large, and one that grows too large", async () => {
    const transport = await serve((request, response) => {
      const declared = request.url === "/declared" ? { "content-length": "1000001" } : {};
      response.writeHead(200, { ...json, ...declared });
      response.end(Buffer.alloc(1_000_001, 32));
    });
    for (const path of ["/declared", "/grows"]) {
      expect(await failureOf(transport, { ...get, path })).toMatchObject({ ...broken, reason: "too_large" });
    }
  });

  it("a gzip bomb is stopped at the limit and is never in memory as a whole (F15)", async () => {
    const megabyte = 1024 * 1024;
    // Members one after the other are one file: a gigabyte of spaces in a megabyte.
    const member = gzipSync(Buffer.alloc(100 * megabyte, 32));
    const bomb = Buffer.concat(Array.from({ length: 10 }, () => member));
    const transport = await serve(
      (_request, response) => {
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb);
      },
      { ...defaultLimits },
    );
    let peak = 0;
    // Buffers alone: the whole process grows and shrinks with other tests.
    const before = process.memoryUsage().arrayBuffers;
    const look = () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    };
    const watch = setInterval(look, 5);
    expect(await failureOf(transport)).toMatchObject({ ...broken, reason: "too_large" });
    clearInterval(watch);
    look();
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(60 * megabyte);
  });
});

describe("no answer", () => {
  it("refused: nothing was sent", async () => {
    const server = net.createServer();
    const { port } = await listen(server);
    await new Promise((done) => server.close(done));
    for (const kind of ["read", "write"] as const) {
      const error = await failureOf(clientOf(`http://127.0.0.1:${port}`), post, kind);
      expect(error).toMatchObject({ failure: "unreachable", sent: "no", reason: "refused" });
    }
  });

  it("an unknown name: nothing was sent", async () => {
    const settings = { trusted: false, allowedHosts: ["iot.corp.example"] };
    const unknown = Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const endpoint = parseEndpoint("https://iot.corp.example", settings);
    const transport = createTransport(endpoint, settings, limits, {
      resolve: () => Promise.reject(unknown),
    });
    open.push(transport);
    expect(await failureOf(transport)).toMatchObject({
      failure: "unreachable",
      sent: "no",
      reason: "name_not_found",
    });
  });

  it("reset after the request: it may have happened", async () => {
    const { port } = await listen(
      net.createServer((socket) => socket.once("data", () => socket.resetAndDestroy())),
    );
    const error = await failureOf(clientOf(`http://127.0.0.1:${port}`), post, "write");
    expect(error).toMatchObject({ failure: "unknown", sent: "maybe", reason: "reset" });
  });

  it("closed after the request without a word: it may have happened", async () => {
    const { port } = await listen(net.createServer((socket) => socket.once("data", () => socket.end())));
    const error = await failureOf(clientOf(`http://127.0.0.1:${port}`), post, "write");
    expect(error).toMatchObject({ failure: "unknown", sent: "maybe" });
  });

  it("headers that never come (F09)", async () => {
    const error = await failureOf(await serve(() => undefined, { headersMs: 300 }), post, "write");
    expect(error).toMatchObject({ failure: "unknown", sent: "maybe", reason: "headers_timeout" });
  });

  it("a body that drips is cut by the total deadline and its socket closed", async () => {
    let closed: (() => void) | undefined;
    const whenClosed = new Promise<void>((done) => {
      closed = done;
    });
    const drip: http.RequestListener = (_request, response) => {
      response.writeHead(200, json);
      const drops = setInterval(() => response.write(" "), 20);
      response.on("close", () => {
        clearInterval(drops);
        closed?.();
      });
    };
    const transport = await serve(drip, { totalMs: 400 });
    expect(await failureOf(transport)).toMatchObject({
      failure: "unknown",
      sent: "maybe",
      reason: "timed_out",
    });
    await whenClosed;
  });

  it("a caller who gives up ends the call and its socket", async () => {
    const giveUp = new AbortController();
    let closed: (() => void) | undefined;
    const whenClosed = new Promise<void>((done) => {
      closed = done;
    });
    const transport = await serve((_request, response) => {
      response.on("close", () => closed?.());
      giveUp.abort();
    });
    const error = await failureOf(transport, post, "write", giveUp.signal);
    expect(error).toMatchObject({ sent: "maybe", reason: "cancelled" });
    await whenClosed;
    expect(await failureOf(transport, post, "write", giveUp.signal)).toMatchObject({ sent: "no" });
  });

  it("a certificate nobody vouches for: refused before anything is sent, also when the process says otherwise", async () => {
    const [key, cert] = ["key", "pem"].map((end) =>
      readFileSync(`${import.meta.dirname}/testdata/self-signed.${end}`),
    );
    let requests = 0;
    const server = https.createServer({ key, cert }, (_request, response) => {
      requests += 1;
      response.end("{}");
    });
    const { port } = await listen(server);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const error = await failureOf(clientOf(`https://localhost:${port}`));
      expect(error).toMatchObject({ failure: "unreachable", sent: "no", reason: "tls" });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(requests).toBe(0);
  });

  it("plain HTTP behind an https address", async () => {
    const { port } = await listen(http.createServer());
    const error = await failureOf(clientOf(`https://127.0.0.1:${port}`));
    expect(error).toMatchObject({ failure: "unreachable", sent: "no" });
  });

  it("an address that is not allowed: refused before a connection is opened", async () => {
    const { port } = await listen(http.createServer((_request, response) => response.end("{}")));
    const settings = { trusted: false, allowedHosts: ["10.0.0.0/8"] };
    const endpoint = {
      origin: `http://127.0.0.1:${port}`,
      hostname: "127.0.0.1",
      host: "127.0.0.1",
      basePath: "",
    };
    const transport = createTransport(endpoint, settings, limits);
    open.push(transport);
    expect(await failureOf(transport)).toMatchObject({
      failure: "unreachable",
      sent: "no",
      reason: "blocked",
    });
  });
});

describe("sockets", () => {
  it("reads share a kept connection, each write has one of its own", async () => {
    const ports = new Map<string, Set<number | undefined>>([
      ["GET", new Set()],
      ["POST", new Set()],
    ]);
    const transport = await serve((request, response) => {
      ports.get(request.method ?? "")?.add(request.socket.remotePort);
      response.writeHead(200, json).end("{}");
    });
    for (let left = 3; left > 0; left -= 1) {
      await transport.send(get, "read");
      await transport.send(post, "write");
    }
    expect(ports.get("GET")?.size).toBe(1);
    expect(ports.get("POST")?.size).toBe(3);
  });
});
