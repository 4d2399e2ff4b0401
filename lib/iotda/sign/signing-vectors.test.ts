import { describe, expect, it } from "vitest";
import { type Signature, signingSteps, signRequest } from "./sign-request";
import vectors from "./testdata/signing-vectors.json";

interface Vector {
  name: string;
  algorithm: string;
  ak: string;
  sk: string;
  region?: string;
  sdkDate: string;
  request: {
    method: string;
    host: string;
    path: string;
    query: string[][];
    headers: Record<string, string | undefined>;
    body: string | null;
  };
  expected: {
    authorization: string;
    signature: string;
    canonicalRequest: string;
    stringToSign: string;
    derivedKey?: string;
  };
}

const cases: Vector[] = vectors;

const timeOf = (sdkDate: string): Date =>
  new Date(sdkDate.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));

function stepsOf(vector: Vector) {
  const { request } = vector;
  const kind: Signature =
    vector.algorithm === "V11-HMAC-SHA256"
      ? { kind: "derived", region: vector.region ?? "" }
      : { kind: "standard" };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value ?? ""]),
  );
  const signable = {
    ...request,
    query: request.query.map(([key = "", value = ""]) => [key, value] as const),
    headers,
    body: request.body === null ? null : Buffer.from(request.body, "utf8"),
  };
  return {
    signable,
    args: [{ accessKey: vector.ak, secretKey: vector.sk }, kind, timeOf(vector.sdkDate)] as const,
  };
}

describe("signing vectors of the official SDK", () => {
  it("has all of them", () => {
    expect(cases).toHaveLength(42);
    expect(cases.filter((vector) => vector.algorithm === "V11-HMAC-SHA256")).toHaveLength(12);
  });

  it.each(cases.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    const { signable, args } = stepsOf(vector);
    const steps = signingSteps(signable, ...args);
    expect(steps.canonicalRequest).toBe(vector.expected.canonicalRequest);
    expect(steps.stringToSign).toBe(vector.expected.stringToSign);
    expect(steps.derivedKey ?? undefined).toBe(vector.expected.derivedKey);
    expect(steps.signature).toBe(vector.expected.signature);
    expect(steps.authorization).toBe(vector.expected.authorization);
  });
});

describe("signRequest", () => {
  const credentials = { accessKey: "AK", secretKey: "SK" };
  const request = Object.freeze({
    method: "GET",
    host: "localhost:4010",
    path: "/v5/iot/p/batchtasks",
    query: Object.freeze([] as const),
    headers: Object.freeze({ "X-Project-Id": "p" }),
    body: null,
  });
  const time = new Date("2026-03-04T05:06:07.890Z");

  it("adds the headers to send and leaves the request as it was", () => {
    const headers = signRequest(request, credentials, { kind: "standard" }, time);
    expect(headers).toMatchObject({
      "X-Project-Id": "p",
      Host: "localhost:4010",
      "X-Sdk-Date": "20260304T050607Z",
    });
    expect(headers.Authorization).toMatch(
      /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-project-id;x-sdk-date, /,
    );
    expect(request.headers).toEqual({ "X-Project-Id": "p" });
  });

  it("sends and signs the token of temporary keys", () => {
    const headers = signRequest(request, { ...credentials, securityToken: "t" }, { kind: "standard" }, time);
    expect(headers["X-Security-Token"]).toBe("t");
    expect(headers.Authorization).toContain("x-sdk-date;x-security-token,");
  });

  it("takes the scope's date in UTC", () => {
    const headers = signRequest(request, credentials, { kind: "derived", region: "cn-north-4" }, time);
    expect(headers.Authorization).toContain("Credential=AK/20260304/cn-north-4/iotdm");
  });
});
