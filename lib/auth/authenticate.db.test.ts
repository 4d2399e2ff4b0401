import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTokenVerifier } from "./api-token";
import { authenticate } from "./authenticate";
import { sessionCookies, textKey } from "./session-cookie";
import { type AuthHouse, openAuthHouse, testApiToken, testSecret } from "./testing/auth-house";

const minute = 60_000;
const ended = { code: "unauthenticated" };

describe("who is asking", () => {
  let house: AuthHouse;
  let cookie: string;
  const email = "ada@plant.example";
  const session = () => house.database.prisma.session.findFirst();

  beforeAll(async () => {
    house = await openAuthHouse();
    await house.addPerson(email, [{ connection: "plant-1", role: "operator" }]);
  });
  beforeEach(async () => {
    house.clock.aheadMs = 0;
    await house.database.prisma.session.deleteMany();
    cookie = await house.signIn(email);
  });
  afterAll(() => house.close());

  it("is nobody without an identity", async () => {
    expect(await house.whoIs({})).toBeNull();
    expect(await house.whoIs({ cookie: "muster_locale=en; theme=dark" })).toBeNull();
    expect(await house.whoIs({ cookie: "muster=" })).toBeNull();
    expect(await house.whoIs({ "x-api-token": testApiToken })).toBeNull();
  });

  it("ends an idle session after 60 min, and not before (A30)", async () => {
    for (let i = 0; i < 3; i += 1) {
      house.clock.aheadMs += 59 * minute;
      expect(await house.whoIs({ cookie })).toMatchObject({ email });
    }
    house.clock.aheadMs += 60 * minute;
    await expect(house.whoIs({ cookie })).rejects.toMatchObject(ended);
    expect(await session()).toBeNull();
    house.clock.aheadMs = 0;
    await expect(house.whoIs({ cookie })).rejects.toMatchObject(ended);
  });

  it("ends a busy session after 12 h", async () => {
    for (let i = 0; i < 23; i += 1) {
      house.clock.aheadMs += 30 * minute;
      expect(await house.whoIs({ cookie })).toMatchObject({ email });
    }
    house.clock.aheadMs += 31 * minute;
    await expect(house.whoIs({ cookie })).rejects.toMatchObject(ended);
  });

  it("writes the idle time at most once a minute, and never back", async () => {
    const first = (await session())?.lastUsedAt;
    house.clock.aheadMs += 59_000;
    await house.whoIs({ cookie });
    expect((await session())?.lastUsedAt).toEqual(first);
    house.clock.aheadMs += 2_000;
    await house.whoIs({ cookie });
    const moved = (await session())?.lastUsedAt;
    expect(moved?.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
    house.clock.aheadMs = 0;
    await house.whoIs({ cookie });
    expect((await session())?.lastUsedAt).toEqual(moved);
  });

  it("takes no cookie that was altered, signed otherwise or made up", async () => {
    const value = decodeURIComponent(cookie.slice("muster=".length));
    const token = value.slice(0, value.lastIndexOf("."));
    const signedAs = (key: string, text = token) =>
      encodeURIComponent(`${text}.${createHmac("sha256", key).update(text).digest("base64")}`);
    const good = sessionCookies(testSecret, "http://localhost:3000");
    expect(await house.whoIs({ cookie: `muster=${signedAs(good.page.key)}` })).toMatchObject({ email });
    for (const bad of [
      signedAs(good.embed.key),
      signedAs(textKey("another secret of thirty-two characters!!", "page session")),
      signedAs(good.page.key, `${token}x`),
      token,
      `${token}.`,
      `.${value.slice(value.lastIndexOf(".") + 1)}`,
      "%E0%A4%A",
      "x",
    ]) {
      await expect(house.whoIs({ cookie: `muster=${bad}` })).rejects.toMatchObject(ended);
    }
  });

  it("takes a session only in the cookie of its kind", async () => {
    await house.database.prisma.session.updateMany({ data: { kind: "embed" } });
    await expect(house.whoIs({ cookie })).rejects.toMatchObject(ended);
  });

  it("lets the context choose the cookie: in a frame the embed one, else the page's (S2.3)", async () => {
    expect(await house.whoIs({ cookie }, "embed")).toMatchObject({ email, surface: "embed" });
    const both = `${cookie}; __Host-muster_embed=made.up`;
    expect(await house.whoIs({ cookie: both }, "page")).toMatchObject({ email, surface: "page" });
    await expect(house.whoIs({ cookie: both }, "embed")).rejects.toMatchObject(ended);
  });

  it("lets a bearer token decide alone, in constant time and never from elsewhere (A25)", async () => {
    const bearer = { authorization: `Bearer ${testApiToken}` };
    const expected = {
      kind: "token",
      id: "token:environment",
      surface: "api",
      email: null,
      sessionId: null,
      grants: { "*": ["operator"] },
      scopes: ["read", "write", "irreversible"],
    };
    expect(await house.whoIs(bearer)).toMatchObject(expected);
    expect(await house.whoIs({ ...bearer, cookie })).toMatchObject(expected);
    for (const authorization of [
      "Bearer wrong",
      `Bearer ${testApiToken}x`,
      `Bearer ${testApiToken.slice(0, -1)}`,
      "Bearer",
      "",
      `Basic ${Buffer.from(`x:${testApiToken}`).toString("base64")}`,
      testApiToken,
    ]) {
      await expect(house.whoIs({ authorization, cookie })).rejects.toMatchObject(ended);
    }
  });

  it("has no token when none is configured", async () => {
    const verifier = createTokenVerifier(null);
    expect(verifier.verify("")).toBeNull();
    expect(verifier.verify("null")).toBeNull();
  });

  it("makes nobody more than a viewer without a required second factor (A24)", async () => {
    const settings = {
      database: house.database,
      tokens: createTokenVerifier(null),
      cookies: sessionCookies(testSecret, "http://localhost:3000"),
      secondFactorRequired: true,
      now: () => new Date(),
    };
    const facts = { headers: new Headers({ cookie }), context: "page" } as const;
    expect(await authenticate(facts, settings)).toMatchObject({ grants: { "plant-1": ["viewer"] } });
    await house.database.prisma.user.updateMany({ data: { twoFactorEnabled: true } });
    expect(await authenticate(facts, settings)).toMatchObject({ grants: { "plant-1": ["operator"] } });
    await house.database.prisma.user.updateMany({ data: { twoFactorEnabled: false } });
  });
});
