import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCompactTime } from "./utc-time";
import { canonicalRequest, type SignedRequest, verifySignature } from "./verify-signature";

type Vector = {
  name: string;
  algorithm: "SDK-HMAC-SHA256" | "V11-HMAC-SHA256";
  ak: string;
  sk: string;
  region?: string;
  sdkDate: string;
  request: {
    method: string;
    host: string;
    path: string;
    query: [string, string][];
    headers: Record<string, string>;
    body: string | null;
  };
  expected: { authorization: string; signedHeaders: string; canonicalRequest: string };
};

const file = new URL("./testdata/signing-vectors.json", import.meta.url);
const vectors: Vector[] = JSON.parse(readFileSync(file, "utf8"));
const derived = vectors.filter((v) => v.algorithm === "V11-HMAC-SHA256");

function onTheWire({ request, sdkDate, expected }: Vector): SignedRequest {
  const path = request.path.split("/").map(encodeURIComponent).join("/");
  const query = request.query.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join("&");
  const headers: Record<string, string> = { host: request.host, "x-sdk-date": sdkDate };
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  headers.authorization = expected.authorization;
  const body = Buffer.from(request.body ?? "");
  return { method: request.method, target: query ? `${path}?${query}` : path, headers, body };
}

function accountOf(vector: Vector) {
  return { accessKey: vector.ak, secretKey: vector.sk, regions: [vector.region ?? "none"] };
}

const at = (vector: Vector) => parseCompactTime(vector.sdkDate) ?? Number.NaN;
const sample = vectors.find((v) => v.name === "post-json-unicode-a") ?? vectors[0];
if (!sample) throw new Error("no vectors");

describe("verifySignature", () => {
  it.each(vectors.map((v) => [v.name, v] as const))("accepts vector %s", (_, vector) => {
    const request = onTheWire(vector);
    expect(verifySignature(request, accountOf(vector), at(vector))).toEqual({
      ok: true,
      kind: vector.algorithm,
    });
    const names = vector.expected.signedHeaders.split(";");
    const payload = vector.expected.canonicalRequest.split("\n").at(-1) ?? "";
    expect(canonicalRequest(request, names, payload)).toBe(vector.expected.canonicalRequest);
  });

  it.each([
    [-900, true],
    [900, true],
    [-901, false],
    [901, false],
  ])("with the clock %d s off says ok: %s", (seconds, ok) => {
    const now = at(sample) + seconds * 1000;
    expect(verifySignature(onTheWire(sample), accountOf(sample), now).ok).toBe(ok);
  });

  const spoilt: [string, (request: SignedRequest) => SignedRequest][] = [
    ["another body", (r) => ({ ...r, body: Buffer.from("{}") })],
    ["another method", (r) => ({ ...r, method: "PUT" })],
    ["another path", (r) => ({ ...r, target: `${r.target}x` })],
    ["one more query pair", (r) => ({ ...r, target: `${r.target}?a=1` })],
    ["another host", (r) => ({ ...r, headers: { ...r.headers, host: "else.where" } })],
    ["a signed header gone", (r) => ({ ...r, headers: { ...r.headers, "content-type": undefined } })],
    ["no authorization", (r) => ({ ...r, headers: { ...r.headers, authorization: undefined } })],
    ["a date in another form", (r) => ({ ...r, headers: { ...r.headers, "x-sdk-date": "2025-06-15" } })],
    [
      "a hash that is not the body's",
      (r) => ({ ...r, headers: { ...r.headers, "x-sdk-content-sha256": "00" } }),
    ],
    ["a broken escape in the path", (r) => ({ ...r, target: "/v5/%zz" })],
  ];
  it.each(spoilt)("refuses %s", (_, spoil) => {
    expect(verifySignature(spoil(onTheWire(sample)), accountOf(sample), at(sample)).ok).toBe(false);
  });

  it("refuses an unknown access key and a wrong secret", () => {
    const request = onTheWire(sample);
    const account = accountOf(sample);
    expect(verifySignature(request, { ...account, accessKey: "OTHER" }, at(sample)).ok).toBe(false);
    expect(verifySignature(request, { ...account, secretKey: "other" }, at(sample)).ok).toBe(false);
  });

  it.each(derived.map((v) => [v.name, v] as const))(
    "refuses %s in another region or on another day",
    (_, v) => {
      const elsewhere = { ...accountOf(v), regions: ["me-east-1"] };
      expect(verifySignature(onTheWire(v), elsewhere, at(v)).ok).toBe(false);
      const request = onTheWire(v);
      const authorization = v.expected.authorization.replace(v.sdkDate.slice(0, 8), "20200101");
      const moved = { ...request, headers: { ...request.headers, authorization } };
      expect(verifySignature(moved, accountOf(v), at(v)).ok).toBe(false);
    },
  );
});
