import { describe, expect, it } from "vitest";
import { created, noContent, ok } from "./answers";
import { at, get, named, openWrite, post, readThing, setUp, writeThing } from "./testing/set-up-route";

describe("unsafe methods (S2.2)", () => {
  const own = "https://muster.example";
  const rows: [string, Record<string, string>, boolean][] = [
    ["same-origin", { "sec-fetch-site": "same-origin" }, true],
    ["same-site", { "sec-fetch-site": "same-site", origin: own }, false],
    ["cross-site", { "sec-fetch-site": "cross-site", origin: own }, false],
    ["none", { "sec-fetch-site": "none" }, false],
    ["own origin, no metadata", { origin: own }, true],
    ["evil", { origin: "https://evil.example" }, false],
    ["evil with our name in front", { origin: "https://muster.example.evil.example" }, false],
    ["own host, other scheme", { origin: "http://muster.example" }, false],
    ["null", { origin: "null" }, false],
    ["portal", { origin: "https://portal.example" }, false],
    ["absent", {}, false],
  ];

  async function call(identity: Record<string, string>, headers: Record<string, string>) {
    const { route } = setUp();
    const request = new Request("http://localhost/api/v1/connections/a/things", {
      method: "POST",
      body: named,
      headers: { "content-type": "application/json", "idempotency-key": "k", ...identity, ...headers },
    });
    return (await route(writeThing, async () => created({ name: "x" }))(request, at("a"))).status;
  }

  it.each(rows)("from %s with a cookie", async (_name, headers, allowed) => {
    expect(await call({ cookie: "muster=x" }, headers)).toBe(allowed ? 201 : 403);
  });
  it.each(rows)("from %s with a bearer token", async (_name, headers) => {
    expect(await call({ authorization: "Bearer t", cookie: "muster=x" }, headers)).toBe(201);
  });
  it.each(rows)(
    "from %s with another kind of authorization and a cookie",
    async (_name, headers, allowed) => {
      expect(await call({ authorization: "Basic bearer", cookie: "muster=x" }, headers)).toBe(
        allowed ? 201 : 403,
      );
    },
  );
  it.each(rows)("from %s without any identity", async (_name, headers) => {
    expect(await call({}, headers)).toBe(401);
  });
  it.each(rows)("from %s to a public endpoint", async (_name, headers, allowed) => {
    const { route } = setUp();
    const request = new Request("http://localhost/", {
      method: "POST",
      body: named,
      headers: { "content-type": "application/json", ...headers },
    });
    const handler = route(openWrite, async () => created({ name: "x" }));
    expect((await handler(request, at("a"))).status).toBe(allowed ? 201 : 403);
  });

  it("are refused before the session is looked at", async () => {
    const { route, deps } = setUp();
    await route(writeThing, async () => noContent())(
      post(named, { "sec-fetch-site": "cross-site" }),
      at("a"),
    );
    expect(deps.authenticate).not.toHaveBeenCalled();
  });

  it("do not concern reading", async () => {
    const { route } = setUp();
    const headers = { cookie: "muster=x", "sec-fetch-site": "cross-site" };
    expect((await route(readThing, async () => ok({ name: "x" }))(get("", headers), at("a"))).status).toBe(
      200,
    );
  });
});
