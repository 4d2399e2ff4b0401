import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAuthRoutes } from "./auth-routes";
import { type AuthHouse, cookieHeader, goodPassword, openAuthHouse } from "./testing/auth-house";

const email = "ada@plant.example";
const signIn = "/api/auth/sign-in/email";

describe("the door below /api/auth", () => {
  let house: AuthHouse;

  beforeAll(async () => {
    house = await openAuthHouse({ appOrigin: "https://muster.corp.example" });
    await house.addPerson(email);
  });
  afterAll(() => house.close());

  it("opens exactly the listed routes; the library's others are not there", async () => {
    expect(openAuthRoutes).toEqual([
      "POST /api/auth/sign-in/email",
      "POST /api/auth/sign-out",
      "POST /api/auth/step-up",
      "POST /api/auth/change-password",
      "POST /api/auth/two-factor/enable",
      "POST /api/auth/two-factor/disable",
      "POST /api/auth/two-factor/generate-backup-codes",
      "POST /api/auth/two-factor/verify-totp",
      "POST /api/auth/two-factor/verify-backup-code",
    ]);
    const cookie = await house.signIn(email);
    for (const [method, path] of [
      ["GET", signIn],
      ["POST", "/api/auth/sign-up/email"],
      ["GET", "/api/auth/get-session"],
      ["POST", "/api/auth/get-session"],
      ["GET", "/api/auth/list-sessions"],
      ["POST", "/api/auth/update-user"],
      ["POST", "/api/auth/change-email"],
      ["POST", "/api/auth/delete-user"],
      ["POST", "/api/auth/request-password-reset"],
      ["POST", "/api/auth/reset-password"],
      ["POST", "/api/auth/revoke-sessions"],
      ["POST", "/api/auth/two-factor/get-totp-uri"],
      ["POST", "/api/auth/two-factor/send-otp"],
      ["GET", "/api/auth/ok"],
      ["GET", "/api/auth/error"],
      ["POST", `${signIn}/`],
      ["POST", "/api/auth/sign-in%2femail"],
      ["POST", "/api/auth//sign-in/email"],
      ["POST", "/api/auth/SIGN-IN/email"],
      ["POST", "/api/auth/__proto__"],
    ]) {
      const body = method === "GET" ? undefined : { email, password: goodPassword };
      const answer = await house.call(String(path), { method, body, headers: { cookie } });
      expect([path, answer.code]).toEqual([path, "not_found"]);
    }
  });

  it("sets the __Host- cookie with Secure on https", async () => {
    const answer = await house.call(signIn, { body: { email, password: goodPassword } });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-muster=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(await house.whoIs({ cookie: cookieHeader(answer.headers) })).toMatchObject({ email });
  });

  it.each([
    ["same-origin", { "sec-fetch-site": "same-origin" }, 200],
    ["same-site", { "sec-fetch-site": "same-site" }, "forbidden"],
    ["cross-site", { "sec-fetch-site": "cross-site" }, "forbidden"],
    ["none", { "sec-fetch-site": "none" }, "forbidden"],
    ["own origin", { origin: "https://muster.corp.example" }, 200],
    ["evil origin", { origin: "https://evil.example" }, "forbidden"],
    ["origin null", { origin: "null" }, "forbidden"],
    ["portal", { origin: "https://portal.corp.example" }, "forbidden"],
    ["http of the own host", { origin: "http://muster.corp.example" }, "forbidden"],
    [
      "own origin, but cross-site",
      { origin: "https://muster.corp.example", "sec-fetch-site": "cross-site" },
      "forbidden",
    ],
    ["neither, with a cookie", { cookie: "muster_theme=dark" }, "forbidden"],
    ["neither, without a cookie: a script", {}, 200],
  ])("answers a sign-in from %s (A15)", async (_, headers, expected) => {
    const own: Record<string, string> = headers;
    const request = new Request(`https://muster.corp.example${signIn}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...own },
      body: JSON.stringify({ email, password: goodPassword }),
    });
    const { answerAuthRequest } = await import("./auth-routes");
    const answer = answerAuthRequest({ request, requestId: "r", address: null }, house.deps);
    if (expected === 200) expect((await answer).status).toBe(200);
    else await expect(answer).rejects.toMatchObject({ code: expected });
  });

  it("refuses unknown keys, other types and what is no e-mail (A06, A46)", async () => {
    for (const body of [
      { email, password: goodPassword, rememberMe: true },
      { email, password: goodPassword, callbackURL: "https://evil.example" },
      { email: [email], password: goodPassword },
      { email: "not an e-mail", password: goodPassword },
      { email, password: "x".repeat(129) },
      { email, password: { $ne: "" } },
      { email },
      [],
      null,
    ]) {
      expect(await house.call(signIn, { body })).toMatchObject({ code: "invalid_input" });
    }
    expect(await house.database.prisma.signInThrottle.count({ where: { failures: { gt: 0 } } })).toBe(0);
  });
});
