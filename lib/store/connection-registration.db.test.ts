import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { openCredentials } from "./connection-credentials";
import {
  addConnection,
  archiveConnection,
  countRealConnections,
  saveConnection,
} from "./connection-registration";
import { findConnections, listConnections } from "./connection-store";
import { type Database, inTransaction, openDatabase } from "./db";
import type { GivenConnection } from "./given-connection";
import { createSealer, SealError } from "./seal";
import { listStoredKeyIds, resealCredentials } from "./sealed-keys";

const now = new Date("2026-03-01T10:00:00Z");
const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const given: GivenConnection = {
  slug: "default",
  name: "Default",
  kind: "v5",
  endpoint: "https://iotda.cn-north-4.myhuaweicloud.com",
  region: "cn-north-4",
  projectId: "p1",
  instanceId: null,
  signature: null,
  source: "environment",
  credentials: {
    signIn: "keys",
    accessKey: "AKIDEXAMPLE1234",
    secretKey: "very-secret-key",
    securityToken: null,
  },
};
const legacy: Partial<GivenConnection> = {
  ...{ slug: "na", kind: "na", projectId: null, region: null, appId: "app-1" },
  endpoint: "https://192.0.2.1:8743",
  credentials: { signIn: "app", secret: "app-secret" },
  tls: { ca: "CA PEM", certificate: "CERT PEM", key: "KEY PEM", passphrase: "pass phrase" },
};

describe("connections", () => {
  let test: TestDatabase;
  let database: Database;
  const save = (change: Partial<GivenConnection> = {}, withSealer = sealer) =>
    inTransaction(database, (tx) =>
      saveConnection(tx, { ...given, ...change }, { sealer: withSealer, now }),
    ).then(({ connection }) => connection);

  beforeAll(async () => {
    test = await createTestDatabase();
    database = openDatabase(test.url);
  });
  beforeEach(() => database.prisma.connection.deleteMany());
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it("says that a secret is set and its last four, and opens it only with the sealer", async () => {
    const { id } = await save();
    expect(await listConnections(database.prisma)).toMatchObject([
      { slug: "default", accessKeyLast4: "1234", secretSet: true, archivedAt: null, source: "environment" },
    ]);
    const stored = JSON.stringify(await database.prisma.connection.findMany());
    for (const secret of ["AKIDEXAMPLE1234", "very-secret-key"]) expect(stored).not.toContain(secret);
    expect(await openCredentials(database.prisma, id, sealer)).toEqual({
      credentials: given.credentials,
      tls: null,
    });
  });

  it("does not open a secret that was moved to another row or field", async () => {
    const a = await save();
    const b = await save({ slug: "other", projectId: "p2" });
    const row = await database.prisma.connection.findUniqueOrThrow({ where: { id: a.id } });
    await database.prisma.connection.update({
      where: { id: b.id },
      data: { secretKeySealed: row.secretKeySealed },
    });
    await expect(openCredentials(database.prisma, b.id, sealer)).rejects.toThrow(SealError);
    await database.prisma.connection.update({
      where: { id: a.id },
      data: { secretKeySealed: row.accessKeySealed },
    });
    await expect(openCredentials(database.prisma, a.id, sealer)).rejects.toThrow(SealError);
  });

  it("leaves an unchanged connection untouched, and a changed key or name in its row", async () => {
    const first = await save();
    expect(await save()).toEqual(first);
    const keys = { accessKey: "AKIDEXAMPLE9999", secretKey: "newer", securityToken: "token" };
    const credentials = { signIn: "keys", ...keys } as const;
    const changed = await save({ name: "Factory", credentials });
    expect(changed).toMatchObject({ id: first.id, name: "Factory", accessKeyLast4: "9999" });
    expect(await openCredentials(database.prisma, first.id, sealer)).toEqual({ credentials, tls: null });
  });

  it("archives the old row when the slug gets another identity, and gives it back later", async () => {
    const first = await save();
    const second = await save({ projectId: "p2" });
    expect(second.id).not.toBe(first.id);
    expect(await findConnections(database.prisma, "default")).toMatchObject([
      { id: second.id, archivedAt: null },
      { id: first.id, archivedAt: now },
    ]);
    expect(await save()).toMatchObject({ id: first.id, archivedAt: null });
    expect(await findConnections(database.prisma, "default")).toMatchObject([
      { id: first.id, archivedAt: null },
      { id: second.id, archivedAt: now },
    ]);
  });

  it("gives none back with secrets it had before, should its row still hold them (S4.4)", async () => {
    const { id } = await save();
    // As a version that did not clear them left it.
    await database.prisma.connection.update({ where: { id }, data: { archivedAt: now } });
    expect(await save({ credentials: undefined })).toMatchObject({
      ...{ id, archivedAt: null, secretSet: false, accessKeyLast4: null },
    });
  });

  it("takes host and kind into the identity, not the path, the case or the region", async () => {
    const first = await save();
    const { endpoint } = given;
    expect(await save({ endpoint: `${endpoint.toUpperCase()}/`, region: "cn-4" })).toMatchObject({
      id: first.id,
    });
    const other = await save({ endpoint: "https://iotda.cn-south-1.myhuaweicloud.com" });
    expect(other.id).not.toBe(first.id);
  });

  it("keeps the sandbox the same on another port, archives it and revives it", async () => {
    const sandbox = { slug: "sandbox", source: "sandbox", endpoint: "http://127.0.0.1:4010" } as const;
    const first = await save(sandbox);
    expect(await inTransaction(database, countRealConnections)).toBe(0);
    expect(await save({ ...sandbox, endpoint: "http://127.0.0.1:5020" })).toMatchObject({
      id: first.id,
      endpoint: "http://127.0.0.1:5020",
    });
    await inTransaction(database, (tx) => archiveConnection(tx, "sandbox", "sandbox", now));
    expect(await findConnections(database.prisma, "sandbox")).toMatchObject([{ archivedAt: now }]);
    expect(await save(sandbox)).toMatchObject({ id: first.id, archivedAt: null });
    await save();
    expect(await inTransaction(database, countRealConnections)).toBe(1);
  });

  it("re-seals with the current key what the previous one sealed", async () => {
    const { id } = await save();
    const rotated = createSealer({
      secret: "another secret of thirty-two characters!!",
      previousSecret: "a secret of thirty-two characters or more",
    });
    expect(await listStoredKeyIds(database.prisma)).toEqual([sealer.keyId]);
    expect(await inTransaction(database, (tx) => resealCredentials(tx, rotated))).toBe(1);
    expect(await inTransaction(database, (tx) => resealCredentials(tx, rotated))).toBe(0);
    expect(await listStoredKeyIds(database.prisma)).toEqual([rotated.keyId]);
    expect(await openCredentials(database.prisma, id, rotated)).toMatchObject({
      credentials: given.credentials,
    });
    await expect(openCredentials(database.prisma, id, sealer)).rejects.toMatchObject({
      reason: "unknown_key",
    });
  });

  it("has no credentials to open for a row without them", async () => {
    const { id } = await save({ credentials: null });
    expect(await listConnections(database.prisma)).toMatchObject([
      { secretSet: false, accessKeyLast4: null },
    ]);
    await expect(openCredentials(database.prisma, id, sealer)).rejects.toMatchObject({
      code: "upstream_auth",
    });
  });

  it("keeps the secrets of a legacy application and of an IAM user, sealed", async () => {
    const na = await save(legacy);
    const iam = {
      iamUser: "ops",
      iamDomain: "acme",
      credentials: { signIn: "iam", password: "pass-word" },
    } as const;
    const v5 = await save({ slug: "iam", ...iam });
    expect(na).toMatchObject({ signIn: "app", appId: "app-1", secretSet: true, tlsSet: true });
    expect(v5).toMatchObject({ signIn: "iam", iamUser: "ops", secretSet: true, tlsSet: false });
    expect(await openCredentials(database.prisma, na.id, sealer)).toEqual({
      credentials: legacy.credentials,
      tls: legacy.tls,
    });
    expect(await openCredentials(database.prisma, v5.id, sealer)).toMatchObject({
      credentials: iam.credentials,
    });
    const stored = JSON.stringify(await database.prisma.connection.findMany());
    for (const secret of ["app-secret", "KEY PEM", "pass phrase", "pass-word"])
      expect(stored).not.toContain(secret);
  });

  it("tells applications and hosts of a legacy platform apart", async () => {
    const first = await save(legacy);
    expect((await save({ ...legacy, appId: "app-2" })).id).not.toBe(first.id);
    expect((await save({ ...legacy, endpoint: "https://192.0.2.1:8744" })).id).not.toBe(first.id);
    expect((await save(legacy)).id).toBe(first.id);
  });

  it.each<[string, Partial<GivenConnection>]>([
    ["region", { region: "cn-south-1" }],
    ["scheme", { endpoint: "http://iotda.cn-north-4.myhuaweicloud.com" }],
    ["way of signing in", { signIn: "iam", iamUser: "ops" }],
  ])("forgets secrets that are not given again when they would go to another %s", async (_what, change) => {
    const { id } = await save();
    expect(await save({ credentials: undefined, name: "Same place" })).toMatchObject({ id, secretSet: true });
    expect(await save({ credentials: undefined, ...change })).toMatchObject({
      id,
      ...{ secretSet: false, accessKeyLast4: null },
    });
  });

  it("keeps what only the settings say", async () => {
    await save({ purpose: "test", readOnly: true, rateRead: 0.5, rateWrite: 0, pageConcurrency: 2 });
    expect(await save({ name: "Factory" })).toMatchObject({
      ...{
        name: "Factory",
        purpose: "test",
        readOnly: true,
        rateRead: 0.5,
        rateWrite: 0,
        pageConcurrency: 2,
      },
    });
  });

  it("reads the list of a changed connection at once, also when it was down", async () => {
    const { id } = await save();
    const later = new Date(now.getTime() + 300_000);
    await database.prisma.connectionSync.create({
      data: { connectionId: id, dueAt: later, failures: 5, failureReason: "upstream_auth", missingTypes: [] },
    });
    await save();
    expect(await database.prisma.connectionSync.findMany()).toMatchObject([{ dueAt: later, failures: 5 }]);
    await save({ credentials: { signIn: "keys", accessKey: "AK2", secretKey: "SK2", securityToken: null } });
    expect(await database.prisma.connectionSync.findMany()).toMatchObject([
      { dueAt: now, failures: 0, failureReason: null },
    ]);
  });

  it("adds only what has a name of its own, and forgets the secrets of what is archived", async () => {
    const settings = { ...given, source: "settings" } as const;
    const add = () => inTransaction(database, (tx) => addConnection(tx, settings, { sealer, now }));
    expect(await add()).toMatchObject({ slug: "default", source: "settings" });
    await expect(add()).rejects.toMatchObject({ code: "conflict" });
    const archive = () => inTransaction(database, (tx) => archiveConnection(tx, "default", "settings", now));
    expect([await archive(), await archive()]).toEqual([true, false]);
    expect(await findConnections(database.prisma, "default")).toMatchObject([
      { archivedAt: now, secretSet: false, accessKeyLast4: null },
    ]);
  });
});
