import { describe, expect, it, vi } from "vitest";
import { created, noContent, ok } from "./answers";
import { at, get, named, post, problemOf, readThing, setUp, writeThing } from "./testing/set-up-route";

describe("input", () => {
  async function read(query: string, connection = "a") {
    const { route } = setUp();
    const seen = vi.fn(async () => ok({ name: "x" }));
    const response = await route(readThing, seen)(get(query), at(connection));
    return { response, seen };
  }

  async function write(body: BodyInit, headers: Record<string, string> = {}) {
    const { route } = setUp();
    const seen = vi.fn(async () => created({ name: "x" }));
    const response = await route(writeThing, seen)(post(body, headers), at("a"));
    return { response, seen };
  }

  it("is parsed", async () => {
    const { seen } = await read("?status=a&status=b&q=x");
    const input = {
      params: { connection: "a" },
      query: { status: ["a", "b"], q: "x" },
      idempotencyKey: null,
      lastEventId: null,
    };
    expect(seen).toHaveBeenCalledWith(expect.objectContaining({ input: expect.objectContaining(input) }));
    const once = await read("?status=a");
    expect(once.seen).toHaveBeenCalledWith(
      expect.objectContaining({ input: expect.objectContaining({ query: { status: ["a"] } }) }),
    );
  });

  it.each([
    ["a repeated scalar", "?q=a&q=b", "q"],
    ["an unknown parameter", "?other=1", "other"],
    ["an array for a text", "?q[]=a", "q[]"],
    ["__proto__", "?__proto__=1", "__proto__"],
    ["constructor", "?constructor=1", "constructor"],
  ])("with %s in the query is refused by name", async (_name, query, path) => {
    const { response, seen } = await read(query);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 400, code: "invalid_input", invalidParams: [{ path }] });
    expect(seen).not.toHaveBeenCalled();
  });

  it("with NUL in the query, or a connection that cannot be one, is refused", async () => {
    expect((await read("?q=%00")).response.status).toBe(400);
    const problem = await problemOf((await read("", "../x")).response);
    expect(problem.invalidParams).toEqual([{ path: "connection", message: expect.any(String) }]);
  });

  it.each<[string, BodyInit, number]>([
    ["broken JSON", "{", 400],
    ["nothing", "", 400],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["an unknown key", '{"name":"x","role":"administrator"}', 400],
    ["__proto__", '{"name":"x","__proto__":{"admin":true}}', 400],
    ["NUL", '{"name":"\\u0000"}', 400],
    ["an array for a text", '{"name":["x"]}', 400],
    ["an array for the whole", "[]", 400],
    ["deep nesting", `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400],
    ["too many bytes", `{"name":"${"x".repeat(4 * 1024 * 1024)}"}`, 413],
  ])("with %s in the body is refused", async (_name, body, status) => {
    const { response, seen } = await write(body);
    expect(await problemOf(response)).toMatchObject({ status, code: "invalid_input" });
    expect(seen).not.toHaveBeenCalled();
  });

  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/json; charset=latin1", 415],
    ["application/jsonp", 415],
    ["", 415],
    ["application/json; charset=utf-8", 201],
    ["Application/JSON", 201],
  ])("of type %s answers %i", async (type, status) => {
    expect((await write(named, { "content-type": type })).response.status).toBe(status);
  });

  it("that is compressed is refused, and so is a length that lies", async () => {
    expect((await write(named, { "content-encoding": "gzip" })).response.status).toBe(415);
    expect((await write(named, { "content-length": "999999999" })).response.status).toBe(413);
  });

  it("may be larger where the endpoint says so, and no larger", async () => {
    const { route } = setUp();
    const handler = route({ ...writeThing, bodyLimit: 5_000_000 }, async () => noContent());
    const body = (length: number) => `{"name":"${"x".repeat(length - 11)}"}`;
    expect((await handler(post(body(5_000_000)), at("a"))).status).toBe(204);
    const problem = await problemOf(await handler(post(body(5_000_001)), at("a")));
    expect(problem).toMatchObject({ status: 413, detail: expect.stringContaining("5000000") });
  });

  it("counts the bytes that really come", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const request = new Request("http://localhost/", {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { authorization: "Bearer t", "content-type": "application/json", "idempotency-key": "k" },
    } as RequestInit);
    const { route } = setUp();
    expect((await route(writeThing, async () => noContent())(request, at("a"))).status).toBe(413);
    expect(sent).toBeLessThan(5 * 1024 * 1024);
  });

  it.each([["x".repeat(129)], ["a b"], ["é"], [""]])("needs a good idempotency key, not %j", async (key) => {
    const problem = await problemOf((await write(named, { "idempotency-key": key })).response);
    expect(problem.invalidParams).toEqual([{ path: "Idempotency-Key", message: expect.any(String) }]);
  });

  it("hands the idempotency key over", async () => {
    const { seen } = await write(named);
    const input = {
      ...{ params: { connection: "a" }, query: {}, body: { name: "x" } },
      ...{ idempotencyKey: "k1", lastEventId: null, file: null },
    };
    expect(seen).toHaveBeenCalledWith(expect.objectContaining({ input }));
  });
});
