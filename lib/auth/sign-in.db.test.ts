import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/store/db";
import { disablePerson, findPerson } from "@/lib/store/person-store";
import { type AuthHouse, cookieHeader, goodPassword, openAuthHouse } from "./testing/auth-house";

const minute = 60_000;
const path = "/api/auth/sign-in/email";

describe("signing in", () => {
  let house: AuthHouse;
  let ada: string;
  const email = "ada@plant.example";
  const audit = () => house.database.prisma.audit.findMany({ orderBy: { seq: "asc" } });
  const lastAct = async () => (await audit()).at(-1);
  const tryIn = (password: string, address = "192.0.2.1", as = email) =>
    house.call(path, { body: { email: as, password }, address });

  beforeAll(async () => {
    house = await openAuthHouse();
    ada = await house.addPerson(email, [{ connection: "*", role: "administrator" }]);
  });
  beforeEach(async () => {
    house.clock.aheadMs = 0;
    await house.database.prisma.signInThrottle.deleteMany();
    await house.database.prisma.session.deleteMany();
    await house.database.prisma.user.updateMany({ data: { disabledAt: null } });
  });
  afterAll(() => house.close());

  it("sets one cookie, and puts its token in no body (A12)", async () => {
    const answer = await tryIn(goodPassword);
    expect(answer).toMatchObject({
      status: 200,
      json: { twoFactorRequired: false, passwordIsInitial: false },
    });
    const lines = answer.headers.getSetCookie();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^muster=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = await house.database.prisma.session.findFirstOrThrow();
    expect(session).toMatchObject({ userId: ada, kind: "page", ipAddress: "192.0.2.1" });
    expect(session.token.length).toBeGreaterThanOrEqual(32);
    expect(answer.text).not.toContain(session.token);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const act = await lastAct();
    expect(act).toMatchObject({ action: "sign_in", result: "ok", actorId: ada, address: "192.0.2.1" });
  });

  it("makes a caller with the roles of the database, at once after each change", async () => {
    const cookie = await house.signIn(email);
    expect(await house.whoIs({ cookie })).toMatchObject({
      kind: "person",
      id: ada,
      surface: "page",
      grants: { "*": ["administrator"] },
      scopes: null,
    });
    await house.database.prisma.roleGrant.create({
      data: { userId: ada, connection: "default", role: "viewer" },
    });
    expect((await house.whoIs({ cookie }))?.grants).toEqual({
      "*": ["administrator"],
      default: ["viewer"],
    });
    await house.database.prisma.roleGrant.delete({
      where: {
        userId_connection_role: { userId: ada, connection: "default", role: "viewer" },
      },
    });
    expect((await house.whoIs({ cookie }))?.grants).toEqual({ "*": ["administrator"] });
  });

  it("says the same for a wrong password, an unknown account and a disabled one (A26)", async () => {
    const wrong = await tryIn("not-her-password-1");
    const unknown = await tryIn(goodPassword, "192.0.2.1", "nobody@plant.example");
    await inTransaction(house.database, (tx) => disablePerson(tx, ada, new Date()));
    const disabled = await tryIn(goodPassword);
    expect(wrong).toMatchObject({ code: "unauthenticated", text: "E-mail or password is wrong." });
    for (const other of [unknown, disabled]) {
      expect([other.code, other.text, other.headers.get("set-cookie")]).toEqual([
        wrong.code,
        wrong.text,
        null,
      ]);
    }
    expect(await house.database.prisma.session.count()).toBe(0);
    const reasons = (await audit())
      .slice(-3)
      .map(({ result, reason, actorName }) => [result, reason, actorName]);
    expect(reasons).toEqual([
      ["refused", "wrong e-mail or password", email],
      ["refused", "wrong e-mail or password", "nobody@plant.example"],
      ["refused", "disabled", email],
    ]);
  });

  it("lets refusals leave on a beat of 500 ms", async () => {
    for (const [spent, rest] of [
      [137, 363],
      [501, 499],
    ] as const) {
      const ticks = [0, spent];
      house.deps.clock = () => ticks.shift() ?? spent;
      await tryIn("wrong-password-1", "192.0.2.1", "nobody@plant.example");
      expect(house.slept.at(-1)).toBe(rest);
    }
  });

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
    for (let i = 0; i < 30; i += 1) {
      await tryIn("wrong-password-1", `2001:db8:1:2::${i + 1}`, `user${i}@plant.example`);
    }
    const next = await tryIn(goodPassword, "2001:db8:1:2:ffff::1");
    expect(next.code).toBe("too_many_requests");
    expect(next.retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(await tryIn(goodPassword, "2001:db8:1:3::1")).toMatchObject({ status: 200 });
    house.clock.aheadMs += 15 * minute;
    expect(await tryIn(goodPassword, "2001:db8:1:2:ffff::1")).toMatchObject({ status: 200 });
  });

  it("kills the copied cookie at sign-out, at disabling and at the next sign-in (A29, A31)", async () => {
    const first = await house.signIn(email);
    const out = await house.call("/api/auth/sign-out", { headers: { cookie: first } });
    expect(out).toMatchObject({ status: 200, json: { done: true } });
    expect(out.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^muster=; Max-Age=0; Path=\//)]);
    await expect(house.whoIs({ cookie: first })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await lastAct()).toMatchObject({ action: "sign_out", result: "ok", actorId: ada });

    const second = await house.signIn(email);
    await inTransaction(house.database, (tx) => disablePerson(tx, ada, new Date()));
    await expect(house.whoIs({ cookie: second })).rejects.toMatchObject({ code: "unauthenticated" });

    await house.database.prisma.user.updateMany({ data: { disabledAt: null } });
    const third = await house.signIn(email);
    const again = await house.call(path, {
      body: { email, password: goodPassword },
      headers: { cookie: third },
    });
    await expect(house.whoIs({ cookie: third })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await house.whoIs({ cookie: cookieHeader(again.headers) })).toMatchObject({ id: ada });
    await house.database.prisma.user.update({ where: { id: ada }, data: { disabledAt: new Date() } });
    await expect(house.whoIs({ cookie: cookieHeader(again.headers) })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("signs out without a session too", async () => {
    expect(await house.call("/api/auth/sign-out")).toMatchObject({ status: 200 });
    expect(await house.call("/api/auth/sign-out", { headers: { cookie: "muster=x.y" } })).toMatchObject({
      status: 200,
    });
  });

  it("leaves no session when the audit trail cannot be written (F43)", async () => {
    await house.database.pool.query("ALTER TABLE audit RENAME TO audit_away");
    try {
      await expect(tryIn(goodPassword)).rejects.toThrow();
      expect(await house.database.prisma.session.count()).toBe(0);
    } finally {
      await house.database.pool.query("ALTER TABLE audit_away RENAME TO audit");
    }
  });

  it("changes the password only with the old one, by the rules, and ends every other session (A22)", async () => {
    const bob = await house.addPerson("bob@plant.example");
    await house.database.prisma.user.update({ where: { id: bob }, data: { passwordIsInitial: true } });
    const [here, elsewhere] = [
      await house.signIn("bob@plant.example"),
      await house.signIn("bob@plant.example"),
    ];
    const change = (currentPassword: string, newPassword: string, cookie = here) =>
      house.call("/api/auth/change-password", {
        body: { currentPassword, newPassword },
        headers: { cookie },
      });

    expect(await change(goodPassword, "short")).toMatchObject({ code: "invalid_input" });
    expect(await change(goodPassword, "Password12345!")).toMatchObject({ code: "invalid_input" });
    expect(await change(goodPassword, goodPassword)).toMatchObject({ code: "invalid_input" });
    expect(await change("wrong-password-1", "lanterns over the pier")).toMatchObject({
      code: "invalid_input",
      text: "is not your password",
    });
    expect(await change(goodPassword, "lanterns over the pier", "muster=a.b")).toMatchObject({
      code: "unauthenticated",
    });
    const done = await change(goodPassword, "lanterns over the pier");
    expect(done).toMatchObject({ status: 200, json: { done: true } });
    for (const cookie of [here, elsewhere]) {
      await expect(house.whoIs({ cookie })).rejects.toMatchObject({ code: "unauthenticated" });
    }
    expect(await house.whoIs({ cookie: cookieHeader(done.headers) })).toMatchObject({ id: bob });
    expect(await findPerson(house.database.prisma, bob)).toMatchObject({ passwordIsInitial: false });
    expect(await tryIn(goodPassword, "192.0.2.1", "bob@plant.example")).toMatchObject({
      code: "unauthenticated",
    });
    expect(await tryIn("lanterns over the pier", "192.0.2.1", "bob@plant.example")).toMatchObject({
      status: 200,
    });
    const acts = (await audit()).filter(({ action }) => action === "password.change");
    expect(acts.map(({ result }) => result)).toEqual(["intent", "refused", "intent", "ok"]);
    const trail = JSON.stringify(acts, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
    expect(trail).not.toContain("lanterns");
  });

  it("asks for the second factor once it is set up, and is half signed in until then (A24)", async () => {
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
    const secret = new URL(String(prepared.json.totpUri)).searchParams.get("secret") ?? "";
    const code = () => createOTP(Buffer.from(fromBase32(secret)).toString()).totp();
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
    const whole = await verify(await code(), { cookie: halfCookie });
    expect(whole).toMatchObject({ status: 200, text: '{"done":true}' });
    expect(await house.whoIs({ cookie: cookieHeader(whole.headers) })).toMatchObject({ id: cleo });
    expect(await verify(await code(), { cookie: halfCookie })).toMatchObject({ code: "unauthenticated" });

    const [backup] = prepared.json.backupCodes as string[];
    const other = cookieHeader((await tryIn(goodPassword, "192.0.2.1", "cleo@plant.example")).headers);
    expect(await verify(backup ?? "", { cookie: other }, "verify-backup-code")).toMatchObject({
      status: 200,
    });
  });
});

function fromBase32(text: string): Uint8Array {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
