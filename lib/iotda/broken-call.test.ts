import { errors } from "undici";
import { describe, expect, it } from "vitest";
import { brokenCall, reasonOfError } from "./broken-call";

const withCode = (code: string): Error => Object.assign(new Error("x"), { code });
const unsent = { sent: false, answered: false };
const sent = { sent: true, answered: false };
const answered = { sent: true, answered: true };

describe("reasonOfError", () => {
  it.each([
    ["EBLOCKED", unsent, "blocked"],
    ["ECONNREFUSED", unsent, "refused"],
    ["ENOTFOUND", unsent, "name_not_found"],
    ["EAI_AGAIN", unsent, "name_not_found"],
    ["UND_ERR_CONNECT_TIMEOUT", unsent, "connect_timeout"],
    ["ETIMEDOUT", unsent, "connect_timeout"],
    ["EHOSTUNREACH", unsent, "no_route"],
    ["ENETUNREACH", unsent, "no_route"],
    ["ECONNRESET", unsent, "reset"],
    ["CERT_HAS_EXPIRED", unsent, "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", unsent, "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", unsent, "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", unsent, "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", unsent, "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", unsent, "tls"],
    ["ERR_OSSL_BAD_DECRYPT", unsent, "tls"],
    ["EPROTO", unsent, "tls"],
    ["UND_ERR_DESTROYED", unsent, "cancelled"],
    ["UND_ERR_DESTROYED", sent, "cancelled"],
    ["ECONNRESET", sent, "reset"],
    ["EPIPE", sent, "reset"],
    ["ETIMEDOUT", sent, "reset"],
    ["UND_ERR_SOCKET", sent, "reset"],
    ["EBRANDNEW", sent, "reset"],
    ["UND_ERR_HEADERS_TIMEOUT", sent, "headers_timeout"],
    ["UND_ERR_HEADERS_OVERFLOW", sent, "unreadable"],
    ["ECONNRESET", answered, "truncated"],
    ["UND_ERR_SOCKET", answered, "truncated"],
  ])("%s with %j is %s", (code, progress, reason) => {
    expect(reasonOfError(withCode(code), progress)).toBe(reason);
  });

  it("knows an answer that is not HTTP, and survives what is no error", () => {
    expect(reasonOfError(new errors.HTTPParserError("x"), sent)).toBe("unreadable");
    expect(reasonOfError(undefined, unsent)).toBe("no_route");
  });
});

it.each([
  ["CERT_HAS_EXPIRED", "has expired"],
  ["CERT_NOT_YET_VALID", "not valid yet"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "for another name"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "authority that is not trusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "authority that is not trusted"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "client certificate"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "client certificate"],
  ["EPROTO", "did not prove its identity"],
])("says of %s what is wrong with the certificates", (code, words) => {
  expect(brokenCall("tls", { sent: false, cause: withCode(code) }).message).toContain(words);
});

it("a write that could not connect is safe to send again, one that could is not", () => {
  expect(brokenCall("connect_timeout", { sent: false })).toMatchObject({
    code: "upstream_unavailable",
    sent: "no",
    upstream: { status: null },
  });
  expect(brokenCall("headers_timeout", { sent: true })).toMatchObject({
    code: "upstream_unavailable",
    sent: "maybe",
  });
});
