import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { saveConnection } from "./connection-registration";
import type { StoredConnection } from "./connection-store";
import { type Database, inTransaction } from "./db";
import type { GivenConnection } from "./given-connection";
import { createTokenVault, tokenLeaseMs } from "./platform-token-store";
import { createSealer } from "./seal";
import { listStoredKeyIds, resealCredentials } from "./sealed-keys";

const now = new Date("2026-03-01T10:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const rotated = createSealer({
  secret: "another secret of thirty-two characters!!",
  previousSecret: "a secret of thirty-two characters or more",
});
const given: GivenConnection = {
  ...{ slug: "na", name: "NA", kind: "na", source: "environment", endpoint: "https://192.0.2.1:8743" },
  ...{ region: null, projectId: null, instanceId: null, signature: null, appId: "app-1" },
  credentials: { signIn: "app", secret: "app-secret" },
};
const token = {
  token: "access-token",
  expiresAt: later(3_600_000),
  refreshToken: "refresh-token",
  refreshUntil: now,
};

describe("the token of a connection", () => {
  let store: TestStore;
  let database: Database;
  const save = async (change: Partial<GivenConnection> = {}): Promise<StoredConnection> => {
    const next = { ...given, ...change };
    return (await inTransaction(database, (tx) => saveConnection(tx, next, { sealer, now }))).connection;
  };
  const open = (connection: StoredConnection, withSealer = sealer) =>
    createTokenVault({ database, connection, sealer: withSealer });

  beforeAll(async () => {
    store = await openTestStore();
    database = store.database;
  });
  beforeEach(() => database.prisma.connection.deleteMany());
  afterAll(() => store.close());

  it("is stored sealed, and counted", async () => {
    const vault = open(await save());
    expect(await vault.read()).toEqual({ generation: 0, token: null, blocked: null, replaced: false });
    for (const generation of [1, 2]) {
      expect(await vault.take(generation - 1, now)).toBe(true);
      expect(await vault.save(token)).toEqual({ ...token, generation });
      expect((await vault.read()).token).toEqual({ ...token, generation });
    }
    const stored = JSON.stringify(await database.prisma.platformToken.findMany());
    for (const secret of ["access-token", "refresh-token"]) expect(stored).not.toContain(secret);
  });

  it("lets one holder at a time sign in, until it is done or gone", async () => {
    const connection = await save();
    const [one, two] = [open(connection), open(connection)];
    expect(await Promise.all([one.take(0, now), two.take(0, now)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    await Promise.all([one.giveBack(), two.giveBack()]);
    expect(await one.take(0, now)).toBe(true);
    expect(await two.take(0, later(tokenLeaseMs - 1))).toBe(false);
    expect(await two.take(0, later(tokenLeaseMs))).toBe(true);
    expect(await one.save(token)).toBeNull();
    expect(await two.save(token)).toMatchObject({ generation: 1 });
  });

  it("is not asked for again by whoever missed that it is there already", async () => {
    const connection = await save();
    const [one, two] = [open(connection), open(connection)];
    await one.take(0, now);
    await one.save(token);
    expect(await two.take(0, now)).toBe(false);
    expect(await two.take(1, now)).toBe(true);
  });

  it("is not asked for before a refusal has aged", async () => {
    const vault = open(await save());
    await vault.take(0, now);
    await vault.save(token);
    await vault.take(1, now);
    const failure = { status: 401, errorCode: "100208" };
    await vault.block({ until: later(300_000), failure, dropToken: false });
    expect(await vault.read()).toMatchObject({ token, blocked: { until: later(300_000), failure } });
    expect(await vault.take(1, later(299_999))).toBe(false);
    expect(await vault.take(1, later(300_000))).toBe(true);
    await vault.block({ until: later(600_000), failure, dropToken: true });
    expect(await vault.read()).toMatchObject({ generation: 1, token: null });
  });

  it("goes with the credentials it came from, and whoever is signing in cannot save", async () => {
    const former = open(await save());
    await former.take(0, now);
    await former.save(token);
    const vault = open(await save({ name: "Renamed" }));
    expect(await vault.read()).toMatchObject({ generation: 1, token, replaced: false });
    expect(await vault.take(1, now)).toBe(true);
    const latest = open(await save({ credentials: { signIn: "app", secret: "another" } }));
    expect(await vault.save(token)).toBeNull();
    expect(await latest.read()).toEqual({ generation: 2, token: null, blocked: null, replaced: false });
  });

  it("is not asked for with credentials from before a change", async () => {
    const vault = open(await save());
    await save({ credentials: { signIn: "app", secret: "another" } });
    expect(await vault.read()).toMatchObject({ replaced: true });
    expect(await vault.take(0, now)).toBe(false);
  });

  it("is sealed anew with everything else", async () => {
    const connection = await save();
    const vault = open(connection);
    await vault.take(0, now);
    await vault.save(token);
    expect(await listStoredKeyIds(database.prisma)).toEqual([sealer.keyId]);
    expect(await inTransaction(database, (tx) => resealCredentials(tx, rotated))).toBe(2);
    expect(await listStoredKeyIds(database.prisma)).toEqual([rotated.keyId]);
    expect(await open(connection, rotated).read()).toMatchObject({ token });
  });
});
