import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proofMs, requireRecentProof } from "./step-up";
import {
  type AuthHouse,
  cookieHeader,
  goodPassword,
  openAuthHouse,
  testApiToken,
} from "./testing/auth-house";
import { readOneTimeCodes } from "./testing/one-time-codes";

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
  await house.addPerson("ada@plant.example");
});
afterAll(() => house.close());

const prove = (cookie: string, body: object) =>
  house.call("/api/auth/step-up", { body, headers: { cookie } });
const callerOf = async (cookie: string) => {
  const caller = await house.whoIs({ cookie });
  if (caller === null) throw new Error("nobody is signed in");
  return caller;
};

describe("proving again who is there (S1.10)", () => {
  it("counts a fresh sign-in, for ten minutes", async () => {
    const caller = await callerOf(await house.signIn("ada@plant.example"));
    const signedInAt = caller.provedAt?.getTime() ?? 0;
    expect(() => requireRecentProof(caller, new Date(signedInAt + proofMs))).not.toThrow();
    expect(() => requireRecentProof(caller, new Date(signedInAt + proofMs + 1))).toThrow(
      expect.objectContaining({ code: "forbidden", stepUp: "password" }),
    );
  });

  it("takes the password, renews the proof and the token, and the old token is dead (A29)", async () => {
    const before = await house.signIn("ada@plant.example");
    house.clock.aheadMs += 30 * 60_000;
    const answer = await prove(before, { password: goodPassword });
    expect(answer).toMatchObject({ status: 200, json: { done: true } });
    const after = cookieHeader(answer.headers);
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/);
    await expect(house.whoIs({ cookie: before })).rejects.toMatchObject({ code: "unauthenticated" });
    const caller = await callerOf(after);
    expect(() => requireRecentProof(caller, house.deps.now())).not.toThrow();
    const changed = await house.call("/api/auth/sign-out", { headers: { cookie: after } });
    expect(changed.status).toBe(200);
    await expect(house.whoIs({ cookie: after })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("does not prolong the session", async () => {
    const cookie = await house.signIn("ada@plant.example");
    const expiry = async () =>
      (await house.database.prisma.session.findFirstOrThrow({ orderBy: { createdAt: "desc" } })).expiresAt;
    const before = await expiry();
    await prove(cookie, { password: goodPassword });
    expect(await expiry()).toEqual(before);
  });

  it("refuses a wrong password, a code without a second factor, and nobody", async () => {
    const cookie = await house.signIn("ada@plant.example");
    expect(await prove(cookie, { password: "not the password" })).toMatchObject({ code: "invalid_input" });
    expect(await prove(cookie, { code: "123456" })).toMatchObject({ code: "invalid_input" });
    expect(await house.call("/api/auth/step-up", { body: { password: goodPassword } })).toMatchObject({
      code: "unauthenticated",
    });
    const acts = await house.database.prisma.audit.findMany({ where: { action: "step_up" } });
    expect(acts.map(({ result }) => result)).toContain("refused");
  });

  it("is of no use to tokens and in frames (S3.4)", async () => {
    const caller = await callerOf(await house.signIn("ada@plant.example"));
    const now = house.deps.now();
    for (const other of [
      { ...caller, surface: "embed" as const },
      { ...caller, provedAt: null },
    ]) {
      expect(() => requireRecentProof(other, now)).toThrow(
        expect.objectContaining({ code: "forbidden", stepUp: undefined }),
      );
    }
  });
});

describe("with a second factor", () => {
  it("takes a code once and no password; the new cookie is the sign-in library's too (A27, A29)", async () => {
    await house.addPerson("cleo@plant.example");
    const headers = { cookie: await house.signIn("cleo@plant.example") };
    const body = { password: goodPassword };
    const prepared = await house.call("/api/auth/two-factor/enable", { body, headers });
    const code = readOneTimeCodes(prepared.json.totpUri);
    const enabled = await house.call("/api/auth/two-factor/verify-totp", {
      ...{ body: { code: await code() }, headers },
    });
    const before = cookieHeader(enabled.headers);
    const caller = await callerOf(before);
    const past = new Date((caller.provedAt?.getTime() ?? 0) + proofMs + 1);
    expect(() => requireRecentProof(caller, past)).toThrow(expect.objectContaining({ stepUp: "code" }));

    for (const refused of [{ password: goodPassword }, { code: "000000" }, { code: await code() }]) {
      const answer = await prove(before, refused);
      expect({ refused, ...answer }).toMatchObject({ code: "invalid_input" });
    }
    const answer = await prove(before, { code: await code(1) });
    expect(answer).toMatchObject({ status: 200, text: '{"done":true}' });
    const after = cookieHeader(answer.headers);
    await expect(house.whoIs({ cookie: before })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await prove(after, { code: await code(1) })).toMatchObject({ code: "invalid_input" });
    const backup = await house.call("/api/auth/two-factor/generate-backup-codes", {
      ...{ body, headers: { cookie: after } },
    });
    expect(backup.status).toBe(200);
  });
});

describe("guessing a proof (S1.7)", () => {
  it("is slowed down as signing in is, and leaves the session alone", async () => {
    await house.addPerson("dora@plant.example");
    const cookie = await house.signIn("dora@plant.example");
    // The ninth costs 16 s: longer than a busy machine takes to the next call.
    for (let left = 9; left > 0; left -= 1) {
      house.clock.aheadMs += 16_000;
      expect(await prove(cookie, { password: "not the password" })).toMatchObject({ code: "invalid_input" });
    }
    expect(await prove(cookie, { password: goodPassword })).toMatchObject({ code: "too_many_requests" });
    house.clock.aheadMs += 16_000;
    expect(await prove(cookie, { password: goodPassword })).toMatchObject({ status: 200 });
  });

  it("is nobody's way in: not a token's, not a half signed-in person's", async () => {
    const bearer = { authorization: `Bearer ${testApiToken}` };
    const body = { password: goodPassword };
    for (const headers of [bearer, { cookie: "muster.two_factor=made.up" }]) {
      expect(await house.call("/api/auth/step-up", { body, headers })).toMatchObject({
        code: "unauthenticated",
      });
    }
  });
});
