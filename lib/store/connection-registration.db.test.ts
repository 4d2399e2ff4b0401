import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import {
  archiveConnection,
  countRealConnections,
  type GivenConnection,
  saveEnvironmentConnection,
} from "./connection-registration";
import { findConnections, listConnections, openCredentials } from "./connection-store";
import { type Database, inTransaction, openDatabase } from "./db";
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
  credentials: { accessKey: "AKIDEXAMPLE1234", secretKey: "very-secret-key", securityToken: null },
};

describe("connections", () => {
  let test: TestDatabase;
  let database: Database;
  const save = (change: Partial<GivenConnection> = {}, withSealer = sealer) =>
    inTransaction(database, (tx) =>
      saveEnvironmentConnection(tx, { ...given, ...change }, { sealer: withSealer, now }),
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
    expect(await openCredentials(database.prisma, id, sealer)).toEqual(given.credentials);
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
    const credentials = { accessKey: "AKIDEXAMPLE9999", secretKey: "newer", securityToken: "token" };
    const changed = await save({ name: "Factory", credentials });
    expect(changed).toMatchObject({ id: first.id, name: "Factory", accessKeyLast4: "9999" });
    expect(await openCredentials(database.prisma, first.id, sealer)).toEqual(credentials);
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
    expect(await openCredentials(database.prisma, id, rotated)).toEqual(given.credentials);
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
});
