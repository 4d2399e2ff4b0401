import { describe, expect, it } from "vitest";
import { readdressed } from "@/lib/domain/secret-addressee";
import { addresseeOf, type ConnectionDraft, draftOf, regionOf } from "./connection-draft";
import { iamDraft, keysDraft, legacyDraft, savedKeys } from "./testing/drafts";

const change = (what: Partial<ConnectionDraft>) => addresseeOf({ ...draftOf(savedKeys), ...what });
const forgets = (what: Partial<ConnectionDraft>) => {
  const given = change(what);
  return given && readdressed(savedKeys, given);
};

describe("a saved connection on the form", () => {
  it("comes without its secrets, and without what follows from the address", () => {
    expect(draftOf(savedKeys)).toEqual({ ...keysDraft, accessKey: "", secretKey: "" });
    expect(draftOf({ ...savedKeys, region: "cn-south-1" })).toMatchObject({ region: "cn-south-1" });
    const iam = { ...savedKeys, signIn: "iam", iamUser: "u", iamDomain: "d", purpose: null } as const;
    expect(draftOf({ ...iam, iamEndpoint: "https://iam.cn-north-4.myhuaweicloud.com" })).toMatchObject({
      ...{ signIn: "iam", iamUser: "u", iamDomain: "d", iamEndpoint: "", purpose: "" },
    });
    expect(draftOf({ ...iam, iamEndpoint: "https://iam.example" })).toMatchObject({
      iamEndpoint: "iam.example",
    });
    const limited = { ...savedKeys, rateRead: 0, rateWrite: 1.6, pageConcurrency: 3 };
    expect(draftOf(limited)).toMatchObject({ rateRead: "0", rateWrite: "1.6", pageConcurrency: "3" });
  });

  it("keeps its secrets while they stay with whom they were given for", () => {
    expect(forgets({})).toEqual([]);
    expect(forgets({ name: "x", readOnly: true, instanceId: "i", signature: "standard" })).toEqual([]);
    expect(forgets({ region: "cn-north-4" })).toEqual([]);
  });

  it.each([
    [{ endpoint: "other.st1.iotda-app.cn-north-4.myhuaweicloud.com" }, ["endpoint"]],
    [{ endpoint: "iotda.cn-east-3.myhuaweicloud.com" }, ["endpoint", "region"]],
    [{ region: "cn-south-1" }, ["region"]],
    [{ projectId: "p2" }, ["projectId"]],
    [{ signIn: "iam", iamUser: "u", iamDomain: "d" }, ["signIn", "iamEndpoint", "iamUser", "iamDomain"]],
  ] satisfies [Partial<ConnectionDraft>, string[]][])("forgets them with %o", (what, facts) => {
    expect(forgets(what)).toEqual(facts);
  });

  it("cannot tell while the address is unreadable", () => {
    expect(change({ endpoint: "no good" })).toBeNull();
    expect(addresseeOf({ ...iamDraft, iamEndpoint: "no good" })).toBeNull();
  });
});

it("reads the region out of the address unless one is typed", () => {
  expect(regionOf(keysDraft)).toBe("cn-north-4");
  expect(regionOf({ ...keysDraft, region: " cn-south-1 " })).toBe("cn-south-1");
  expect(regionOf({ ...keysDraft, endpoint: "own.example" })).toBeNull();
  expect(addresseeOf(legacyDraft)).toMatchObject({ kind: "na", signIn: "app", appId: "app1", region: null });
});
