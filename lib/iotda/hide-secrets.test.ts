import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf } from "./answer-failure";
import { parseEndpoint } from "./endpoint";
import { createHider, parseHidden } from "./hide-secrets";
import { type Answer, createTransport } from "./transport";

const secret = 'Zq7"pl/us+am&p ersand';

describe("what the platform says, quoting what it was asked with", () => {
  const spelled = {
    "as it is": secret,
    "as quoted JSON": JSON.stringify({ password: secret }),
    "as a quoted form": new URLSearchParams({ secret }).toString(),
    "percent-encoded": encodeURIComponent(secret),
  };
  it.each(Object.entries(spelled))("is read without it: %s", (_, text) => {
    const said = { error_msg: `not accepted: ${text}.`, [text]: [text, { deep: text }] };
    const clean = createHider(["short", secret])(said);
    expect(JSON.stringify(clean)).not.toContain("ersand");
    expect(clean.error_msg).toMatch(/^not accepted: .*\*{8}.*\.$/);
  });

  it("loses a long token before its text is cut", () => {
    const token = `MII${"x".repeat(6_000)}end`;
    const said: Answer = {
      ...{ status: 401, headers: {}, requestId: "r1", date: null },
      body: { error_code: "E1", error_msg: `token ${token}` },
    };
    expect(failureOf(createHider([token])(said), new Date(0))?.upstream.errorMessage).toBe("token ********");
  });

  it("loses the longer of two secrets as a whole", () => {
    const hide = createHider(["AKIDEXAMPLE0", "AKIDEXAMPLE0/x"]);
    expect(hide({ error_msg: "Access=AKIDEXAMPLE0/x" })).toEqual({ error_msg: "Access=********" });
  });

  it("is a JSON text whose escapes spell a secret", () => {
    const text = (body: string) => parseHidden(`{"error_msg":"no ${body}"}`, ["AKIDEXAMPLE0/x", secret]);
    const clean = { error_msg: "no ********" };
    expect(text("AKIDEXAMPLE0/x")).toEqual(clean);
    expect(text("\\u0041KIDEXAMPLE0\\/x")).toEqual(clean);
    expect(text(JSON.stringify(secret).slice(1, -1))).toEqual(clean);
    expect(text("such key, V1.1")).toEqual({ error_msg: "no such key, V1.1" });
  });

  it("stays as it is otherwise", () => {
    const said = { a: [1, null, true, "short"], b: "sandbox", at: new Date(0), bytes: Buffer.from(secret) };
    expect(createHider(["sandbox", "short", "", secret])(said)).toEqual(said);
    expect(createHider()(secret)).toBe(secret);
  });
});

describe("an answer over the wire", () => {
  const send = async (listener: http.RequestListener, answer?: "bytes") => {
    const server = http.createServer(listener);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const trust = { trusted: true, allowedHosts: [] };
    const transport = createTransport(parseEndpoint(`http://127.0.0.1:${port}`, trust), trust);
    onTestFinished(async () => {
      await transport.close();
      server.close();
    });
    const headers = { "x-auth-token": "token-of-this-call" };
    return transport.send(
      { method: "GET", path: "/x", headers, body: null, secrets: ["token-of-this-call"] },
      "read",
      undefined,
      { answer },
    );
  };
  const quoting =
    (type: string): http.RequestListener =>
    ({ headers }, response) => {
      const token = String(headers["x-auth-token"]);
      response.writeHead(200, { "content-type": type, "x-request-id": `r1-${token}` });
      response.end(JSON.stringify({ [token]: token }));
    };

  it("has lost the proof of its request in body, headers and request id", async () => {
    const answer = await send(quoting("application/json"));
    expect(answer.body).toEqual({ "********": "********" });
    expect([answer.requestId, answer.headers["x-request-id"]]).toEqual(["r1-********", "r1-********"]);
  });

  it("has lost it also where it could not be read", async () => {
    const upstream = { requestId: "r1-********" };
    await expect(send(quoting("text/html"))).rejects.toMatchObject({ reason: "not_json", upstream });
  });

  it("is passed on untouched where bytes were asked for", async () => {
    const { body } = await send(quoting("application/octet-stream"), "bytes");
    expect(Buffer.from(body as Uint8Array).toString()).toContain("token-of-this-call");
  });
});
