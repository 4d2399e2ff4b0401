import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AuthHouse, goodPassword, openAuthHouse } from "./testing/auth-house";

const minute = 60_000;
const path = "/api/auth/sign-in/email";

describe("the throttle of signing in (S1.7)", () => {
  let house: AuthHouse;
  const email = "ada@plant.example";
  const lastAct = () => house.database.prisma.audit.findFirst({ orderBy: { seq: "desc" } });
  const tryIn = (password: string, address = "192.0.2.1", as = email) =>
    house.call(path, { body: { email: as, password }, address });

  beforeAll(async () => {
    house = await openAuthHouse();
    await house.addPerson(email);
  });
  beforeEach(async () => {
    house.clock.aheadMs = 0;
    house.clock.stoppedAt = null;
    await house.database.prisma.signInThrottle.deleteMany();
  });
  afterAll(() => house.close());

  it("delays an account after five failures, 1 s doubling, and lets it in again by itself (A20)", async () => {
    for (let i = 0; i < 4; i += 1)
      expect(await tryIn("wrong-password-1")).toMatchObject({ retryAfterSeconds: null });
    expect(await tryIn("wrong-password-1")).toMatchObject({ code: "unauthenticated" });
    expect(await tryIn(goodPassword)).toMatchObject({ code: "too_many_requests", retryAfterSeconds: 1 });
    expect(await lastAct()).toMatchObject({ action: "sign_in", result: "refused", reason: "delayed" });
    house.clock.aheadMs += 1_100;
    expect(await tryIn("wrong-password-1")).toMatchObject({ code: "unauthenticated" });
    expect(await tryIn(goodPassword)).toMatchObject({ code: "too_many_requests", retryAfterSeconds: 2 });
    house.clock.aheadMs += 2_100;
    expect(await tryIn(goodPassword)).toMatchObject({ status: 200 });
    expect(await tryIn("wrong-password-1")).toMatchObject({ code: "unauthenticated" });
    expect(await tryIn(goodPassword)).toMatchObject({ status: 200 });
  });

  it("checks tries at the same moment one after another, so that none slips past the delay", async () => {
    // A second that passes meanwhile, on a busy machine, would be the delay's end.
    house.clock.stoppedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryIn("wrong-password-1")));
    expect(answers.filter(({ code }) => code === "unauthenticated")).toHaveLength(5);
    expect(answers.filter(({ code }) => code === "too_many_requests")).toHaveLength(7);
    const right = await Promise.all(
      Array.from({ length: 8 }, () => tryIn(goodPassword, "198.51.100.1", email)),
    );
    expect(new Set(right.map(({ code }) => code))).toEqual(new Set(["too_many_requests"]));
  });

  it("takes many right sign-ins at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryIn(goodPassword)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it("does not let an attacker elsewhere delay the owner where they signed in before (A20)", async () => {
    expect(await tryIn(goodPassword, "198.51.100.9")).toMatchObject({ status: 200 });
    for (let i = 0; i < 8; i += 1) await tryIn("wrong-password-1", "203.0.113.66");
    expect(await tryIn("wrong-password-1", "203.0.113.66")).toMatchObject({ code: "too_many_requests" });
    expect(await tryIn(goodPassword, "198.51.100.9")).toMatchObject({ status: 200 });
  });

  it("stops an address after 30 failures in 15 min, an IPv6 one as its /64", async () => {
    await house.database.prisma.signInThrottle.create({
      data: { key: "address:2001:db8:1:2::/64", failures: 28, windowStart: new Date() },
    });
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:a::2"]) {
      const answer = await tryIn(
        "wrong-password-1",
        address,
        `at-${address}@plant.example`.replaceAll(":", "-"),
      );
      expect(answer.code).toBe("unauthenticated");
    }
    const next = await tryIn(goodPassword, "2001:db8:1:2:ffff::1");
    expect(next.code).toBe("too_many_requests");
    expect(next.retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(await tryIn(goodPassword, "2001:db8:1:3::1")).toMatchObject({ status: 200 });
    house.clock.aheadMs += 15 * minute;
    expect(await tryIn(goodPassword, "2001:db8:1:2:ffff::1")).toMatchObject({ status: 200 });
  });
});
