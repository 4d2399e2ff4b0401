import { describe, expect, it } from "vitest";
import { reservedSlugs } from "@/lib/contracts/reserved-slugs";
import { CreateConnection } from "@/lib/contracts/save-connection";
import type { ConnectionDraft } from "./connection-draft";
import { toCreate, toTest, toUpdate } from "./draft-body";
import { iamDraft, keysDraft, legacyDraft } from "./testing/drafts";
import { findProblems } from "./validate-connection";

const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
const found = (draft: ConnectionDraft, isNew = true) =>
  findProblems(draft, isNew).map(({ field, key }) => `${field} ${key}`);
const fits = (draft: ConnectionDraft) => CreateConnection.safeParse(toCreate(draft)).success;

describe("a draft without problems", () => {
  it.each([
    ["access keys", keysDraft],
    ["temporary keys", { ...keysDraft, securityToken: "token" }],
    [
      "an address with scheme and path",
      { ...keysDraft, endpoint: "https://iotda.cn-north-4.myhuaweicloud.com/v" },
    ],
    ["limits", { ...keysDraft, rateRead: "0", rateWrite: "1.6", pageConcurrency: "11" }],
    ["a region of its own", { ...keysDraft, endpoint: "own.example", region: "cn-south-1" }],
    [
      "an address without region, signed by the standard",
      { ...keysDraft, endpoint: "own.example", signature: "standard" },
    ],
    ["an IAM user", iamDraft],
    ["an IAM user elsewhere", { ...iamDraft, endpoint: "own.example", iamEndpoint: "iam.example" }],
    ["a legacy application", legacyDraft],
    ["its certificates", { ...legacyDraft, caPem: pem, certPem: pem, keyPem: pem, keyPassphrase: "p" }],
  ] satisfies [string, ConnectionDraft][])("is what the contract takes: %s", (_, draft) => {
    expect(found(draft)).toEqual([]);
    expect(fits(draft)).toBe(true);
  });
});

describe("what the contract refuses", () => {
  it.each([
    [{ ...keysDraft, name: " " }, "name missing"],
    [{ ...keysDraft, name: "x".repeat(81) }, "name tooLong"],
    [{ ...keysDraft, slug: "" }, "slug missing"],
    [{ ...keysDraft, slug: "Plant 1" }, "slug slugForm"],
    ...reservedSlugs.map((slug) => [{ ...keysDraft, slug }, "slug slugReserved"] as const),
    [{ ...keysDraft, endpoint: "" }, "endpoint missing"],
    [{ ...keysDraft, endpoint: `iotda.cn-north-4.myhuaweicloud.com/${"a".repeat(300)}` }, "endpoint tooLong"],
    [{ ...keysDraft, region: "CN North" }, "region regionForm"],
    [{ ...keysDraft, projectId: "" }, "projectId missing"],
    [{ ...keysDraft, projectId: "a b" }, "projectId idForm"],
    [{ ...keysDraft, instanceId: "i".repeat(37) }, "instanceId idForm"],
    [{ ...keysDraft, accessKey: "" }, "accessKey missing"],
    [{ ...keysDraft, accessKey: "k".repeat(129) }, "accessKey tooLong"],
    [{ ...keysDraft, secretKey: "" }, "secretKey missing"],
    [{ ...keysDraft, rateRead: "1001" }, "rateRead rate"],
    [{ ...keysDraft, rateWrite: "-1" }, "rateWrite rate"],
    [{ ...keysDraft, pageConcurrency: "12" }, "pageConcurrency concurrency"],
    [{ ...iamDraft, iamUser: "" }, "iamUser missing"],
    [{ ...iamDraft, iamDomain: "" }, "iamDomain missing"],
    [{ ...iamDraft, iamPassword: "" }, "iamPassword missing"],
    [{ ...legacyDraft, appId: "" }, "appId missing"],
    [{ ...legacyDraft, secret: "" }, "secret missing"],
    [{ ...legacyDraft, serverName: "s".repeat(254) }, "serverName tooLong"],
  ] satisfies (readonly [ConnectionDraft, string])[])("is named before it is sent: %#", (draft, problem) => {
    expect(found(draft)).toEqual([problem]);
    expect(fits(draft)).toBe(false);
  });
});

describe("what the server refuses beyond the contract", () => {
  it.each([
    [{ ...keysDraft, endpoint: "no good" }, "endpoint addressForm"],
    [{ ...keysDraft, endpoint: "http://iotda.cn-north-4.myhuaweicloud.com" }, "endpoint addressHttps"],
    [{ ...keysDraft, endpoint: "https://a:b@iotda.myhuaweicloud.com" }, "endpoint addressPlain"],
    [{ ...keysDraft, endpoint: "iotda.myhuaweicloud.com?x=1" }, "endpoint addressPlain"],
    [{ ...keysDraft, endpoint: "own.example" }, "region regionNeeded"],
    [{ ...iamDraft, endpoint: "own.example" }, "iamEndpoint iamAddressNeeded"],
    [{ ...iamDraft, iamEndpoint: "http://iam.example" }, "iamEndpoint addressHttps"],
    [{ ...legacyDraft, certPem: pem }, "keyPem together"],
    [{ ...legacyDraft, keyPem: pem }, "certPem together"],
    [{ ...legacyDraft, keyPassphrase: "p" }, "keyPem together"],
    [{ ...legacyDraft, caPem: "0\u0082" }, "caPem pemForm"],
  ] satisfies [ConnectionDraft, string][])("is named too: %#", (draft, problem) => {
    expect(found(draft)).toEqual([problem]);
  });
});

describe("a connection that is saved", () => {
  const stored = { ...keysDraft, accessKey: "", secretKey: "" };

  it("may leave its secrets out, but not half of them", () => {
    expect(found(stored, false)).toEqual([]);
    expect(found({ ...stored, accessKey: "AK" }, false)).toEqual(["secretKey together"]);
    expect(found({ ...stored, secretKey: "SK" }, false)).toEqual(["accessKey together"]);
    expect(found({ ...iamDraft, iamPassword: "" }, false)).toEqual([]);
    expect(found({ ...legacyDraft, secret: "" }, false)).toEqual([]);
  });

  it("sends what is left out as nothing at all, and secrets untouched", () => {
    const sent = JSON.parse(JSON.stringify(toUpdate(stored, "2026-11-22T12:00:00.000Z")));
    expect(sent).not.toHaveProperty("accessKey");
    expect(sent).not.toHaveProperty("region");
    expect(sent).toMatchObject({ purpose: "production", updatedAt: "2026-11-22T12:00:00.000Z" });
    expect(toUpdate(iamDraft, "")).toMatchObject({ iamPassword: " pass phrase " });
    expect(toTest(stored, "prod-meters")).toMatchObject({ connection: "prod-meters", kind: "v5" });
    expect(toTest(legacyDraft, null)).toMatchObject({ slug: "old", secret: "app secret" });
  });
});
