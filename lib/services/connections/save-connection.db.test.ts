import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { CreateConnection } from "@/lib/contracts/save-connection";
import { openCredentials } from "@/lib/store/connection-credentials";
import { findConnections } from "@/lib/store/connection-store";
import { operator, startWorld, type World } from "../testing/start-world";
import { listConnections } from "./list-connections";
import { createConnection, deleteConnection, updateConnection } from "./save-connection";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.database.prisma.connection.deleteMany({ where: { source: "settings" } }));

const administrator: Caller = { ...operator, grants: { "*": ["administrator"] } };
const pem = (name: string) => readFileSync(`${import.meta.dirname}/../../iotda/testdata/tls/${name}`, "utf8");
const pems = { ca: pem("ca.pem"), certificate: pem("server.pem"), key: pem("server.key") };
const ctx = (caller: Caller = administrator) => world.context(caller);
const typed = {
  slug: "prod-meters",
  name: "Meters",
  kind: "v5",
  endpoint: "9f2c71d0b4.st1.iotda-app.cn-north-4.myhuaweicloud.com",
  projectId: "4e7c0a91d2b84f6fa35d18c7e90b62f4",
  accessKey: "HPUA4ZQ7WX2M9T1KEXMP",
  secretKey: "the-secret-key-of-the-meters",
} as const;
const add = (change: object = {}, caller?: Caller) =>
  createConnection({ ctx: ctx(caller), input: { body: CreateConnection.parse({ ...typed, ...change }) } });
const stored = async () => {
  const [connection] = await findConnections(world.database.prisma, typed.slug);
  if (!connection) throw new Error("nothing is stored");
  return connection;
};
const secrets = async () => {
  const { sealer } = ctx().deps;
  return openCredentials(world.database.prisma, (await stored()).id, sealer);
};
const change = async (what: object = {}, updatedAt?: string) => {
  const { slug: _, accessKey: __, secretKey: ___, ...rest } = typed;
  const seen = updatedAt ?? (await stored()).updatedAt.toISOString();
  const body = { ...rest, signIn: "keys" as const, updatedAt: seen, ...what };
  return updateConnection({ ctx: ctx(), input: { params: { connection: typed.slug }, body } });
};

describe("adding a connection", () => {
  it("reads the region from the address, seals the secrets and never answers them (S4.4)", async () => {
    const answer = await add();
    expect(answer).toMatchObject({
      slug: "prod-meters",
      endpoint: "https://9f2c71d0b4.st1.iotda-app.cn-north-4.myhuaweicloud.com",
      region: "cn-north-4",
      secretSet: true,
      accessKeyLast4: "EXMP",
      source: "settings",
    });
    expect(JSON.stringify(answer)).not.toMatch(/the-secret-key|HPUA4ZQ7/);
    expect(await secrets()).toMatchObject({ credentials: { secretKey: typed.secretKey } });
    const acts = await world.database.prisma.audit.findMany({ where: { action: "connection.add" } });
    expect(acts).toMatchObject([{ connection: "prod-meters", result: "ok", actorId: administrator.id }]);
  });

  it("takes an IAM user, at the region's own sign-in unless another is named", async () => {
    const { accessKey: _, secretKey: __, ...rest } = typed;
    const iam = { signIn: "iam", iamUser: "muster", iamDomain: "plant", iamPassword: "pass phrase" } as const;
    const body = CreateConnection.parse({ ...rest, ...iam });
    expect(await createConnection({ ctx: ctx(), input: { body } })).toMatchObject({
      signIn: "iam",
      iamEndpoint: "https://iam.cn-north-4.myhuaweicloud.com",
      accessKeyLast4: null,
    });
    expect(await secrets()).toMatchObject({ credentials: { signIn: "iam", password: "pass phrase" } });
  });

  it("takes a legacy application with certificates of its own", async () => {
    const body = CreateConnection.parse({
      ...{ slug: typed.slug, name: "Old", kind: "na", endpoint: "https://na.myhuaweicloud.com:8743" },
      ...{ appId: "app1", secret: "app secret", caPem: pems.ca, certPem: pems.certificate, keyPem: pems.key },
    });
    const answer = await createConnection({ ctx: ctx(), input: { body } });
    expect(answer).toMatchObject({ kind: "na", signIn: "app", appId: "app1", tlsSet: true });
    expect(await secrets()).toMatchObject({
      credentials: { signIn: "app", secret: "app secret" },
      tls: { ...pems, passphrase: null },
    });
  });

  it.each<[string, object, string]>([
    ["an authority that is no certificate", { caPem: "CA" }, "caPem"],
    ["a certificate without its key", { certPem: pems.certificate }, "keyPem"],
    ["another certificate's key", { certPem: pem("client.pem"), keyPem: pems.key }, "keyPem"],
    [
      "a passphrase that opens nothing",
      { certPem: pem("client.pem"), keyPem: pem("client-encrypted.key"), keyPassphrase: "no" },
      "keyPassphrase",
    ],
    ["a passphrase without a key", { keyPassphrase: "no" }, "keyPem"],
  ])("refuses %s before it is stored", async (_, tls, path) => {
    const legacy = { slug: typed.slug, name: "Old", kind: "na", endpoint: "na.myhuaweicloud.com" };
    const body = CreateConnection.parse({ ...legacy, appId: "app1", secret: "app secret", ...tls });
    await expect(createConnection({ ctx: ctx(), input: { body } })).rejects.toMatchObject({
      ...{ code: "invalid_input", invalidParams: [{ path }] },
    });
  });

  it.each([
    ["a private address", { endpoint: "https://10.0.0.7" }, "endpoint"],
    ["a plain address", { endpoint: "http://iotda.cn-north-4.myhuaweicloud.com" }, "endpoint"],
    ["a host of somebody else", { endpoint: "https://iotda.example" }, "endpoint"],
    [
      "a derived signature without region",
      { endpoint: "own.myhuaweicloud.com", signature: "derived" },
      "region",
    ],
  ])("refuses %s", async (_, what, path) => {
    await expect(add(what)).rejects.toMatchObject({ code: "invalid_input", invalidParams: [{ path }] });
  });

  it("refuses a slug that is taken, and everybody but administrators of everything", async () => {
    await add();
    await expect(add()).rejects.toMatchObject({ code: "conflict" });
    const local: Caller = { ...operator, grants: { "prod-meters": ["administrator"] } };
    for (const caller of [operator, local]) {
      await expect(add({}, caller)).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("changing a connection", () => {
  it("keeps the secret that is not typed again", async () => {
    await add();
    expect(await change({ name: "Renamed", readOnly: true, rateRead: 4 })).toMatchObject({
      ...{ name: "Renamed", readOnly: true, rateRead: 4, secretSet: true },
    });
    expect(await secrets()).toMatchObject({ credentials: { secretKey: typed.secretKey } });
  });

  it("puts on the trail what changed, and never what stands there (S4.6)", async () => {
    await add();
    await change({ name: "Renamed", readOnly: true });
    await change({ name: "Renamed", accessKey: "HPUA4ZQ7WX2M9T1KNEW9", secretKey: "another secret key" });
    const own = { connection: typed.slug, action: "connection.change" };
    const acts = await world.database.prisma.audit.findMany({
      where: own,
      orderBy: { seq: "desc" },
      take: 2,
    });
    const subject = `https://${typed.endpoint}`;
    expect(acts).toMatchObject([
      { subject, reason: "readOnly, accessKeyLast4, credentials" },
      { subject, reason: "name, readOnly" },
    ]);
  });

  it("refuses a security token without the keys it belongs to", async () => {
    await add();
    await expect(change({ securityToken: "temporary" })).rejects.toMatchObject({
      ...{ code: "invalid_input", invalidParams: [{ path: "accessKey" }] },
    });
  });

  it("forgets it when it would go to another region (S4.4)", async () => {
    await add();
    expect(await change({ region: "cn-south-1" })).toMatchObject({ secretSet: false, accessKeyLast4: null });
  });

  it("archives the old one when it becomes another project's", async () => {
    await add();
    const { id } = await stored();
    await change({ projectId: "ffffffffffffffffffffffffffffffff" });
    const all = await findConnections(world.database.prisma, typed.slug);
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ id, secretSet: false });
    expect(all[1]?.archivedAt).not.toBeNull();
    expect(all[0]).toMatchObject({ secretSet: false, archivedAt: null });
  });

  it("refuses what was seen before somebody else's change (F47), and another kind", async () => {
    await add();
    const before = (await stored()).updatedAt.toISOString();
    await change({ name: "First" });
    await expect(change({ name: "Second" }, before)).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toMatchObject({ name: "First" });
  });

  it("leaves alone what the environment or the sandbox defines", async () => {
    const body = { name: "x", kind: "v5", endpoint: typed.endpoint, projectId: "p", signIn: "keys" } as const;
    const input = { params: { connection: "sandbox" }, body: { ...body, updatedAt: "2026-01-01T00:00:00Z" } };
    await expect(updateConnection({ ctx: ctx(), input })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("archiving a connection", () => {
  it("forgets its secrets and keeps its row", async () => {
    await add();
    await deleteConnection({ ctx: ctx(), input: { params: { connection: typed.slug } } });
    expect(await stored()).toMatchObject({ secretSet: false, archivedAt: expect.any(Date) });
    await expect(
      deleteConnection({ ctx: ctx(), input: { params: { connection: typed.slug } } }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await add()).toMatchObject({ archived: false, secretSet: true });
  });
});

describe("who a connection signs in as", () => {
  it("is told to those who administer it, and not in a frame", async () => {
    const iam = { signIn: "iam", iamUser: "muster", iamDomain: "plant", iamPassword: "pass phrase" };
    const { accessKey: _, secretKey: __, ...rest } = typed;
    const body = CreateConnection.parse({ ...rest, ...iam });
    await createConnection({ ctx: ctx(), input: { body } });
    const local: Caller = { ...operator, grants: { [typed.slug]: ["administrator"] } };
    const seenBy = async (caller: Caller) =>
      (await listConnections({ ctx: ctx(caller) })).items.find(({ slug }) => slug === typed.slug);
    for (const caller of [administrator, local]) {
      expect(await seenBy(caller)).toMatchObject({ iamUser: "muster", iamDomain: "plant" });
    }
    const viewer: Caller = { ...operator, grants: { "*": ["viewer"] } };
    for (const caller of [viewer, { ...administrator, surface: "embed" } as const]) {
      expect(await seenBy(caller)).toMatchObject({
        ...{ signIn: "iam", secretSet: true, iamUser: null, iamDomain: null, iamEndpoint: null },
      });
    }
  });
});
