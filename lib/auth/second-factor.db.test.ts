import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthHouse, cookieHeader, goodPassword, openAuthHouse } from "./testing/auth-house";
import { readOneTimeCodes } from "./testing/one-time-codes";

describe("the second factor", () => {
  let house: AuthHouse;
  const tryIn = (password: string, address: string, email: string) =>
    house.call("/api/auth/sign-in/email", { body: { email, password }, address });

  beforeAll(async () => {
    house = await openAuthHouse();
  });
  afterAll(() => house.close());

  it("asks for the second factor once it is set up, and is half signed in until then (A24, A27)", async () => {
    const cleo = await house.addPerson("cleo@plant.example");
    const cookie = await house.signIn("cleo@plant.example");
    const body = { password: goodPassword };
    expect(
      await house.call("/api/auth/two-factor/enable", {
        body: { password: "wrong-one-12" },
        headers: { cookie },
      }),
    ).toMatchObject({ code: "invalid_input" });
    const prepared = await house.call("/api/auth/two-factor/enable", { body, headers: { cookie } });
    expect(prepared.status).toBe(200);
    const code = readOneTimeCodes(prepared.json.totpUri);
    const verify = (given: string, headers: Record<string, string>, way = "verify-totp") =>
      house.call(`/api/auth/two-factor/${way}`, { body: { code: given }, headers });
    expect(await verify("000000", { cookie })).toMatchObject({ code: "invalid_input" });
    const enabled = await verify(await code(), { cookie });
    expect(enabled).toMatchObject({ status: 200, json: { done: true } });

    const half = await tryIn(goodPassword, "192.0.2.1", "cleo@plant.example");
    expect(half.json).toEqual({ twoFactorRequired: true, passwordIsInitial: false });
    const halfCookie = cookieHeader(half.headers);
    expect(halfCookie).toMatch(/^muster\.two_factor=/);
    expect(half.headers.getSetCookie().join()).not.toMatch(/(^|,)muster=[^;]/);
    expect(await house.whoIs({ cookie: halfCookie })).toBeNull();
    expect(await verify("000000", { cookie: halfCookie })).toMatchObject({ code: "invalid_input" });
    const whole = await verify(await code(1), { cookie: halfCookie });
    expect(whole).toMatchObject({ status: 200, text: '{"done":true}' });
    expect(await house.whoIs({ cookie: cookieHeader(whole.headers) })).toMatchObject({ id: cleo });
    expect(await verify(await code(1), { cookie: halfCookie })).toMatchObject({ code: "unauthenticated" });

    // A code works once, wherever it is tried again (A27): looked over a shoulder it is worth nothing.
    for (const used of [await code(), await code(1)]) {
      const again = cookieHeader((await tryIn(goodPassword, "192.0.2.1", "cleo@plant.example")).headers);
      const refused = await verify(used, { cookie: again });
      expect(refused).toMatchObject({ code: "unauthenticated" });
      expect(refused.headers.getSetCookie()).toEqual([]);
    }
    const { prisma } = house.deps.database;
    // Where it was set up, and where it was asked for.
    expect(await prisma.session.count({ where: { userId: cleo } })).toBe(2);

    const [backup] = prepared.json.backupCodes as string[];
    const other = cookieHeader((await tryIn(goodPassword, "192.0.2.1", "cleo@plant.example")).headers);
    expect(await verify(backup ?? "", { cookie: other }, "verify-backup-code")).toMatchObject({
      status: 200,
    });
  });
});
