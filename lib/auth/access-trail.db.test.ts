import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccessTrail } from "./access-trail";
import { type AuthHouse, openAuthHouse, testApiToken } from "./testing/auth-house";

describe("the trail of who was let in and who was turned away", () => {
  let house: AuthHouse;
  const facts = { requestId: "r-1", address: "192.0.2.1" };
  const acts = async () =>
    (await house.database.prisma.audit.findMany({ orderBy: { seq: "asc" } })).map(
      ({ actorId, action, result, reason, address }) => ({ actorId, action, result, reason, address }),
    );

  beforeAll(async () => {
    house = await openAuthHouse();
  });
  afterAll(() => house.close());

  it("writes a token's use once an hour and address, and refusals until an address has had its share", async () => {
    const { database, throttle, now } = house.deps;
    const trail = createAccessTrail({ database, throttle, now });
    const token = await house.whoIs({ authorization: `Bearer ${testApiToken}` });
    if (token === null) throw new Error("the token is valid");
    await trail.tokenUsed(token, facts);
    await trail.tokenUsed(token, facts);
    await trail.tokenUsed(token, { ...facts, address: "192.0.2.2" });
    house.clock.aheadMs += 3_600_000;
    await trail.tokenUsed(token, facts);
    const use = { actorId: "token:environment", action: "token.use", result: "ok", reason: null };
    expect(await acts()).toEqual(
      ["192.0.2.1", "192.0.2.2", "192.0.2.1"].map((address) => ({ ...use, address })),
    );

    for (let i = 0; i < 40; i += 1) await trail.identityRefused(facts);
    const refused = (await acts()).slice(3);
    expect(refused).toHaveLength(30);
    expect(refused.at(-1)).toMatchObject({ actorId: "anonymous", action: "token.use", result: "refused" });

    // Noise from an address does not hide what a known caller there tries.
    await trail.denied(token, { permission: "administer", connection: "*" }, facts);
    expect((await acts()).at(-1)).toMatchObject({
      action: "access",
      result: "refused",
      reason: "administer",
    });
    for (let i = 0; i < 40; i += 1) await trail.denied(token, { permission: "read", connection: "a" }, facts);
    expect((await acts()).slice(33)).toHaveLength(30);
  });

  it("lets no token act whose use cannot be written down (F43)", async () => {
    const { database, throttle, now } = house.deps;
    const trail = createAccessTrail({ database, throttle, now });
    const token = await house.whoIs({ authorization: `Bearer ${testApiToken}` });
    if (token === null) throw new Error("the token is valid");
    await database.pool.query("ALTER TABLE audit RENAME TO audit_away");
    await expect(trail.tokenUsed(token, facts)).rejects.toThrow();
    await expect(trail.tokenUsed(token, facts)).rejects.toThrow();
    await database.pool.query("ALTER TABLE audit_away RENAME TO audit");
  });
});
