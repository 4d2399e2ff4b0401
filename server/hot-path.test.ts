import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineEndpoint } from "@/lib/contracts/endpoint";
import { endpoints } from "@/lib/contracts/endpoints";
import { AppError } from "@/lib/errors";
import { type EventWriter, events, ok } from "@/lib/http/answers";
import { readThing, setUp } from "@/lib/http/testing/set-up-route";
import { createHotPath } from "./hot-path";
import { hotReads } from "./hot-reads";
import { ask, askRaw } from "./testing/ask";
import { type OpenServer, openServer } from "./testing/open-server";

const watchThing = defineEndpoint({
  ...readThing,
  id: "watchThing",
  path: "/connections/{connection}/things/events",
  answers: { events: true },
});
const path = "/api/v1/connections/plant-1/things";
const cookie = "muster=x";
const long = "long ".repeat(400).trim();

/** A word in Next's place, so that one sees what was left to it. */
const next = vi.fn(async (_request: IncomingMessage, response: ServerResponse) => {
  response.end("next");
});
const source: EventWriter = { drained: vi.fn(), closed: vi.fn() };
const { route, deps } = setUp();
const GET = route(readThing, async ({ input }) => {
  if (input.query.q === "none") throw new AppError("not_found", "There is no such thing.");
  return ok({ name: input.query.q === "long" ? long : `${input.params.connection} ${input.query.q}` });
});
const watch = route(watchThing, async () =>
  events((sink) => {
    sink.write(new TextEncoder().encode("event: hello\n\n"));
    return source;
  }),
);
const saveThing = defineEndpoint({
  ...readThing,
  id: "saveThing",
  path: "/connections/{connection}/things/export",
  answers: { file: true },
});
const save = route(saveThing, async () => ({
  status: 200,
  download: {
    ...{ name: "things 物.csv", contentType: "text/csv; charset=utf-8", rows: 2 },
    open: (sink) => {
      sink.write(new TextEncoder().encode("a\n"));
      sink.end();
      return source;
    },
  },
}));
const hot = createHotPath([
  { endpoint: readThing, GET },
  { endpoint: watchThing, GET: watch },
  { endpoint: saveThing, GET: save },
]);

let open: OpenServer;
beforeEach(async () => {
  vi.clearAllMocks();
  open = await openServer(async (request, response) => {
    if (!(await hot(request, response))) await next(request, response);
  });
});
afterEach(() => open.close());

describe("a hot read", () => {
  it.each([
    ["an answer", "?q=a%20b&status=x&status=y", { cookie }],
    ["a large one", "?q=long", { cookie }],
    ["a refusal of the verb", "?q=none", { cookie }],
    ["a query that does not fit", "?limit=1", { cookie }],
    ["nobody", "", {}],
  ])("answers what Next would: %s", async (_, query, headers) => {
    const found = await ask(open.port, { path: path + query, headers });
    const request = new Request(`http://localhost${path}${query}`, {
      headers: { ...headers, "x-request-id": String(found.headers["x-request-id"]) },
    });
    const given = await GET(request, { params: Promise.resolve({ connection: "plant-1" }) });
    expect(next).not.toHaveBeenCalled();
    expect(found.status).toBe(given.status);
    expect(found.body).toBe(await given.text());
    expect(found.headers).toMatchObject(Object.fromEntries(given.headers));
    expect(found.headers["content-length"]).toBe(String(Buffer.byteLength(found.body)));
    expect(found.headers["content-security-policy"]).toBeDefined();
  });

  it("knows the caller's address and not what the client says of it", async () => {
    await ask(open.port, { path, headers: { cookie, "x-muster-peer": "8.8.8.8", "x-request-id": "forged" } });
    const [facts] = vi.mocked(deps.authenticate).mock.calls[0] ?? [];
    expect(facts).toMatchObject({ address: "127.0.0.1", context: "page" });
    expect(facts?.headers.get("x-request-id")).not.toBe("forged");
  });

  it("compresses what is large for those who take it", async () => {
    const asked = (taken: string) =>
      `GET ${path}?q=long HTTP/1.1\r\nhost: a\r\ncookie: ${cookie}\r\naccept-encoding: ${taken}\r\nconnection: close\r\n\r\n`;
    const packed = await askRaw(open.port, asked("br, gzip"));
    expect(packed).toMatch(/\r\ncontent-encoding: gzip\r\n/i);
    const bytes = Buffer.from(packed.slice(packed.indexOf("\r\n\r\n") + 4), "latin1");
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ name: long });
    for (const refused of ["identity", "gzip;q=0", "br"]) {
      expect(await askRaw(open.port, asked(refused))).not.toMatch(/content-encoding/i);
    }
  });

  it("tells HEAD as much as GET, without the body", async () => {
    const [head, got] = await Promise.all([
      ask(open.port, { path, method: "HEAD", headers: { cookie } }),
      ask(open.port, { path, headers: { cookie } }),
    ]);
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe(got.headers["content-length"]);
    expect(next).not.toHaveBeenCalled();
  });

  it("stays with those who watch, and notices when they have gone", async () => {
    const { body: nothing } = await ask(open.port, {
      path: `${path}/events`,
      method: "HEAD",
      headers: { cookie },
    });
    expect(nothing).toBe("");
    const leave = new AbortController();
    const response = await fetch(`http://127.0.0.1:${open.port}${path}/events`, {
      headers: { cookie },
      signal: leave.signal,
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe("event: hello\n\n");
    expect(source.closed).not.toHaveBeenCalled();
    leave.abort();
    await vi.waitFor(() => expect(source.closed).toHaveBeenCalledOnce());
  });

  it("sends a file while it is made, and makes none for HEAD", async () => {
    const found = await ask(open.port, { path: `${path}/export`, headers: { cookie } });
    expect(found).toMatchObject({ status: 200, body: "a\n" });
    expect(found.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment; filename=\"things _.csv\"; filename*=UTF-8''things%20%E7%89%A9.csv",
      "cache-control": "no-store, no-transform",
      "x-content-type-options": "nosniff",
      "x-total-rows": "2",
    });
    expect(found.headers["content-length"]).toBeUndefined();
    await vi.waitFor(() => expect(source.closed).toHaveBeenCalledOnce());
    const head = await ask(open.port, { path: `${path}/export`, method: "HEAD", headers: { cookie } });
    expect(head).toMatchObject({ status: 200, body: "", headers: { "x-total-rows": "2" } });
    expect(source.closed).toHaveBeenCalledTimes(2);
  });

  it.each([
    ["another method", { method: "POST", body: "{}" }],
    ["a body", { body: "{}", headers: { cookie, "content-length": "2" } }],
    ["another address", { path: `${path}/a` }],
    ["a slash behind it", { path: `${path}/` }],
    ["one that is spelled otherwise", { path: path.replace("plant", "pl%61nt") }],
    ["no parameter", { path: "/api/v1/connections//things" }],
  ])("leaves to Next: %s", async (_, question) => {
    const { body } = await ask(open.port, { path, headers: { cookie }, ...question });
    expect(body).toBe("next");
    expect(deps.authenticate).not.toHaveBeenCalled();
  });
});

describe("the table of hot reads", () => {
  it.each(hotReads.map((read) => [read.endpoint.id, read] as const))(
    "%s: is a declared read with its own route",
    (id, read) => {
      expect(endpoints.find((endpoint) => endpoint.id === id)).toBe(read.endpoint);
      expect(read.endpoint.method).toBe("GET");
      expect(read.GET.reply).toBeTypeOf("function");
    },
  );
});
