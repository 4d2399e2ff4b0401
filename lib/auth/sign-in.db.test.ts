import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/store/db";
import { disablePerson, findPerson } from "@/lib/store/person-store";
import { type AuthHouse, cookieHeader, goodPassword, openAuthHouse } from "./testing/auth-house";

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
});
