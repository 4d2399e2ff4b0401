import { describe, expect, it } from "vitest";
import { createNaSignIn } from "./login";
import loginExample from "./testdata/na-login.json";
import refreshExample from "./testdata/na-refresh-token.json";
import { answeringCaller, type NaExample } from "./testing/answering-caller";

/* Sign-in of a legacy application as the sheet's examples show it (sheet §13.1, §13.2). */

const { signal } = new AbortController();
const application = { appId: "<appId>", secret: "<secret>" };
const issued = {
  token: "<accessToken>",
  lifetimeMs: 3_600_000,
  refreshToken: "<refreshToken>",
  refreshMs: 24 * 3_600_000,
};
const pathOf = ({ request }: Pick<NaExample, "request">) => request.url.replace("https://{server}:8743", "");

describe("login", () => {
  it("sends application and secret as a form, and takes both tokens", async () => {
    const { call, asked } = answeringCaller(loginExample.response);
    expect(await createNaSignIn(call, application).login(signal)).toEqual(issued);
    expect(asked).toMatchObject([
      {
        method: loginExample.request.method,
        path: pathOf(loginExample),
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      },
    ]);
    const form = new URLSearchParams(String(asked[0]?.body));
    expect(Object.fromEntries(form)).toEqual(application);
  });

  it("carries a secret with characters a form gives a meaning", async () => {
    const { call, asked } = answeringCaller(loginExample.response);
    await createNaSignIn(call, { appId: "a+b", secret: "s&c=r t%水" }).login(signal);
    expect(new URLSearchParams(String(asked[0]?.body)).get("secret")).toBe("s&c=r t%水");
  });

  it("goes without a refresh token, not without a token", async () => {
    const { refreshToken: _, ...body } = loginExample.response.body;
    const without = answeringCaller({ status: 200, body });
    expect(await createNaSignIn(without.call, application).login(signal)).toMatchObject({
      refreshToken: null,
    });
    const nothing = answeringCaller({ status: 200, body: { expiresIn: 3600 } });
    const login = createNaSignIn(nothing.call, application).login(signal);
    await expect(login).rejects.toMatchObject({ code: "upstream_contract" });
  });
});

describe("refresh", () => {
  it("sends application, secret and refresh token as JSON, and takes both tokens", async () => {
    const { call, asked } = answeringCaller(refreshExample.response);
    const signIn = createNaSignIn(call, application);
    expect(await signIn.refresh?.("<refreshToken>", signal)).toEqual(issued);
    expect(asked).toMatchObject([
      {
        method: refreshExample.request.method,
        path: pathOf(refreshExample),
        headers: { "Content-Type": "application/json" },
        body: refreshExample.request.body,
      },
    ]);
  });
});
