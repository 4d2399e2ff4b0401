import { describe, expect, it } from "vitest";
import { failureOf } from "./answer-failure";
import { hideSecrets } from "./hide-secrets";
import type { Answer } from "./transport";

const secret = 'Zq7"pl/us+am&p ersand';

const answer = (body: unknown, requestId = "r1"): Answer => ({
  status: 401,
  headers: { "x-request-id": requestId },
  body,
  requestId,
  date: null,
});

describe("an answer that quotes what it was asked with", () => {
  const spelled = {
    "as it is": secret,
    "as quoted JSON": JSON.stringify({ password: secret }),
    "as a quoted form": new URLSearchParams({ secret }).toString(),
    "percent-encoded": encodeURIComponent(secret),
  };
  it.each(Object.entries(spelled))("is read without it: %s", (_, text) => {
    const quoted = answer({ error_code: "APIGW.0301", error_msg: `not accepted: ${text}.`, [text]: [text] });
    const clean = hideSecrets(quoted, ["short", secret]);
    expect(JSON.stringify(clean)).not.toContain("ersand");
    expect(failureOf(clean, new Date(0))?.upstream.errorMessage).toMatch(/^not accepted: .*\*{8}.*\.$/);
  });

  it("loses a long token before its text is cut", () => {
    const token = `MII${"x".repeat(6_000)}end`;
    const clean = hideSecrets(answer({ error_code: "E1", error_msg: `token ${token}` }), [token]);
    expect(failureOf(clean, new Date(0))?.upstream.errorMessage).toBe("token ********");
  });

  it("loses the longer of two secrets as a whole", () => {
    const clean = hideSecrets(answer({ error_msg: "Access=AKIDEXAMPLE0/x" }), [
      "AKIDEXAMPLE0",
      "AKIDEXAMPLE0/x",
    ]);
    expect(clean.body).toEqual({ error_msg: "Access=********" });
  });

  it("names no secret as its request id", () => {
    const clean = hideSecrets(answer({}, secret), [secret]);
    expect([clean.requestId, clean.headers["x-request-id"]]).toEqual(["********", "********"]);
  });
});

it("leaves everything else as it is", () => {
  const body = { a: [1, null, true, "short"], bytes: "sandbox" };
  expect(hideSecrets(answer(body), ["sandbox", "short", ""])).toEqual(answer(body));
  const bytes = Buffer.from(secret);
  expect(hideSecrets(answer(bytes), [secret]).body).toBe(bytes);
});
