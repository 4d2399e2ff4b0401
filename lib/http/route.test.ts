import { describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { accepted, created, noContent, ok } from "./answers";
import {
  anyThing,
  at,
  fetchThing,
  get,
  named,
  nowhere,
  openThing,
  post,
  problemOf,
  readThing,
  setUp,
  writeThing,
} from "./testing/set-up-route";

describe("an answer", () => {
  it("is JSON with a charset, not to be stored, and passes the request id on", async () => {
    const { route } = setUp();
    const response = await route(readThing, async () => ok({ name: "x" }))(
      get("", { cookie: "muster=x", "x-request-id": "r-1" }),
      at("a"),
    );
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": "r-1",
    });
    expect(await response.json()).toEqual({ name: "x" });
  });

  it("carries location and retry-after", async () => {
    const { route } = setUp();
    const handler = route(writeThing, async () => accepted({ name: "x" }, "/connections/a/operations/1", 2));
    const response = await handler(post(named), at("a"));
    expect(response.status).toBe(202);
    expect(response.headers.get("location")).toBe("/api/v1/connections/a/operations/1");
    expect(response.headers.get("retry-after")).toBe("2");
  });

  it("may be empty where declared", async () => {
    const { route } = setUp();
    const response = await route(writeThing, async () => noContent())(post(named), at("a"));
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("may be a file to save, as it is, under any name", async () => {
    const { route } = setUp();
    const content = Uint8Array.of(0x50, 0x4b, 0, 255);
    const file = { name: '水"\r\n.xlsx', contentType: "application/vnd.ms-excel", content };
    const response = await route(fetchThing, async () => ({ status: 200, file }))(get(), at("a"));
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/vnd.ms-excel",
      "content-disposition": "attachment; filename=\"____.xlsx\"; filename*=UTF-8''%E6%B0%B4%22%0D%0A.xlsx",
      "content-length": "4",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-request-id": expect.any(String),
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(content));
    const undeclared = await route(readThing, async () => ({ status: 200, file }) as never)(get(), at("a"));
    expect((await problemOf(undeclared)).status).toBe(500);
  });

  it.each([
    ["an extra field", { name: "x", secret: "hunter2" }],
    ["a wrong type", { name: 7 }],
  ])("with %s is a 500 that says nothing, and a log line that names the path", async (_name, body) => {
    const { route, log } = setUp();
    const response = await route(readThing, async () => ok(body as { name: string }))(get(), at("a"));
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(log.error).toHaveBeenCalledOnce();
  });

  it("with a status that is not declared is a 500", async () => {
    const { route } = setUp();
    const handler = route(readThing, async () => created({ name: "x" }) as never);
    expect((await problemOf(await handler(get(), at("a")))).code).toBe("internal");
  });
});

describe("the caller", () => {
  it("is needed", async () => {
    const { route } = setUp();
    const handler = vi.fn(async () => ok({ name: "x" }));
    const response = await route(readThing, handler)(get("", {}), at("a"));
    expect(await problemOf(response)).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(handler).not.toHaveBeenCalled();
  });

  it("is asked for with the context the browser names and the peer the server set", async () => {
    const { route, deps } = setUp();
    const headers = { cookie: "muster=x", "x-muster-context": "embed", "x-muster-peer": "192.0.2.1" };
    await route(readThing, async () => ok({ name: "x" }))(get("", headers), at("a"));
    expect(deps.authenticate).toHaveBeenCalledWith(
      expect.objectContaining({ context: "embed", address: "192.0.2.1" }),
    );
    await route(readThing, async () => ok({ name: "x" }))(
      get("", { cookie: "c", "x-muster-context": "x" }),
      at("a"),
    );
    expect(deps.authenticate).toHaveBeenLastCalledWith(
      expect.objectContaining({ context: "page", address: null }),
    );
  });

  it("needs the endpoint's permission on the connection, before anything else is read", async () => {
    const refuse = vi.fn(() => {
      throw new AppError("not_found", "There is no such connection.");
    });
    const { route } = setUp({ checkAccess: refuse });
    const handler = vi.fn(async () => noContent());
    const response = await route(writeThing, handler)(post("not json"), at("a"));
    expect(await problemOf(response)).toMatchObject({ status: 404, code: "not_found" });
    expect(refuse).toHaveBeenCalledWith({ id: "ann" }, "change", "a");
    expect(handler).not.toHaveBeenCalled();
  });

  it("needs no permission where signing in is enough, and nobody where all may come", async () => {
    const { route, deps } = setUp();
    expect((await route(anyThing, async () => ok({ name: "x" }))(get(), nowhere)).status).toBe(200);
    const seen = vi.fn(async () => ok({ name: "x" }));
    expect((await route(openThing, seen)(get("", {}), nowhere)).status).toBe(200);
    expect(seen).toHaveBeenCalledWith(expect.objectContaining({ ctx: { caller: null, address: null } }));
    expect(deps.checkAccess).not.toHaveBeenCalled();
  });

  it("proves again who they are where the endpoint asks for it, signed in or permitted (S1.10)", async () => {
    const refuse = vi.fn(() => {
      throw new AppError("forbidden", "Prove who you are first.", { stepUp: "password" });
    });
    const { route } = setUp({ checkProof: refuse });
    const handler = vi.fn(async () => ok({ name: "x" }));
    const permitted = await route({ ...readThing, stepUp: true }, handler)(get(), at("a"));
    const signedIn = await route({ ...anyThing, stepUp: true }, handler)(get(), nowhere);
    for (const response of [permitted, signedIn]) {
      expect(await problemOf(response)).toMatchObject({ status: 403, stepUp: "password" });
    }
    expect(refuse).toHaveBeenCalledTimes(2);
    expect(handler).not.toHaveBeenCalled();
    expect((await route(readThing, handler)(get(), at("a"))).status).toBe(200);
    expect(refuse).toHaveBeenCalledTimes(2);
  });

  it("is denied when the check itself breaks", async () => {
    const { route } = setUp({
      checkAccess: () => {
        throw new TypeError("hunter2");
      },
    });
    const problem = await problemOf(await route(readThing, async () => ok({ name: "x" }))(get(), at("a")));
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });
});

describe("the log", () => {
  it("has one line a request, without the query", async () => {
    let now = 0;
    const { route, log } = setUp({ clock: () => (now += 7) });
    await route(readThing, async () => ok({ name: "x" }))(get("?q=private"), at("a"));
    expect(log.info).toHaveBeenCalledTimes(1);
    expect(log.info.mock.calls[0]?.[0]).toEqual({
      requestId: expect.any(String),
      endpoint: "readThing",
      method: "GET",
      path: "/api/v1/connections/a/things",
      status: 200,
      durationMs: 7,
      peer: null,
      personId: "ann",
    });
  });
});
