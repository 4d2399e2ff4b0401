import { describe, expect, it } from "vitest";
import type { Connection } from "@/lib/contracts/connections";
import type { Role } from "@/lib/contracts/permission";
import { createHindrance } from "./may-create";
import { makeRandomKey } from "./random-key";

const connection: Connection = {
  slug: "prod",
  name: "prod",
  kind: "v5",
  endpoint: "https://iotda.example",
  region: null,
  projectId: null,
  instanceId: null,
  signature: null,
  signIn: "keys",
  iamUser: null,
  iamDomain: null,
  iamEndpoint: null,
  appId: null,
  serverName: null,
  tlsSet: false,
  purpose: null,
  readOnly: false,
  rateRead: null,
  rateWrite: null,
  pageConcurrency: null,
  fileRows: null,
  source: "settings",
  secretSet: true,
  accessKeyLast4: null,
  updatedAt: "2026-03-17T04:00:00Z",
  archived: false,
  sandbox: false,
};
const caller = (grants: Record<string, Role[]>) => ({
  id: "p",
  name: "P",
  email: null,
  secondFactor: null,
  kind: "person" as const,
  grants,
});

describe("createHindrance", () => {
  it("asks for operator or administrator, here or everywhere", () => {
    expect(createHindrance(caller({ prod: ["operator"] }), connection)).toBeNull();
    expect(createHindrance(caller({ "*": ["administrator"] }), connection)).toBeNull();
    expect(createHindrance(caller({ prod: ["viewer", "approver"], lab: ["operator"] }), connection)).toBe(
      "no_permission",
    );
  });

  it("names what else stands in the way", () => {
    const operator = caller({ "*": ["operator"] });
    expect(createHindrance(operator, { ...connection, archived: true })).toBe("archived");
    expect(createHindrance(operator, { ...connection, readOnly: true })).toBe("read_only");
    expect(createHindrance(operator, { ...connection, kind: "na" })).toBeNull();
  });
});

describe("makeRandomKey", () => {
  it("is a random UUID", () => {
    const keys = Array.from({ length: 50 }, makeRandomKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
