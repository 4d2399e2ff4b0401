import { join } from "node:path";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseEnvironment } from "@/lib/env";
import { verifyAuditChain } from "@/lib/store/audit-store";
import { openCredentials } from "@/lib/store/connection-credentials";
import { findConnections, listConnections } from "@/lib/store/connection-store";
import { type Database, openDatabase } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { decideSandbox } from "./decide-sandbox";
import { prepareHouse } from "./prepare-house";

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const now = new Date("2026-03-01T10:00:00Z");
const sandbox = { MUSTER_SANDBOX_URL: "http://127.0.0.1:4010" };
const platform = {
  IOTDA_ENDPOINT: "https://iotda.cn-north-4.myhuaweicloud.com",
  HUAWEICLOUD_SDK_PROJECT_ID: "p1",
  HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE1234",
  HUAWEICLOUD_SDK_SK: "very-secret-key",
};

const tlsFile = (name: string) => join(import.meta.dirname, "../../lib/iotda/testdata/tls", name);
const legacy = {
  IOTDA_NA_ENDPOINT: "https://192.0.2.1:8743",
  IOTDA_NA_APP_ID: "app-1",
  IOTDA_NA_SECRET: "app-secret",
  IOTDA_NA_CA_FILE: tlsFile("ca.pem"),
  IOTDA_NA_CERT_FILE: tlsFile("client.pem"),
  IOTDA_NA_KEY_FILE: tlsFile("client-encrypted.key"),
  IOTDA_NA_KEY_PASSPHRASE: "open-sesame",
  IOTDA_NA_SERVERNAME: "platform.test",
};

describe("preparing the house", () => {
  let test: TestDatabase;
  let database: Database;
  const prepare = (source: Record<string, string> = {}, withSealer = sealer) =>
    prepareHouse(database, parseEnvironment(source), { sealer: withSealer, now });
  const plan = (source: Record<string, string> = {}) =>
    decideSandbox(database.prisma, parseEnvironment(source));
  const credential = () => database.prisma.account.findFirstOrThrow();

  beforeEach(async () => {
    test = await createTestDatabase();
    database = openDatabase(test.url);
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  it("makes one administrator with a random password said once (A23)", async () => {
    const first = await prepare(sandbox);
    expect(first).toMatchObject({ sandbox: true, admin: { email: "admin@muster.local", generated: true } });
    const password = first.admin.password ?? "";
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(await verifyPassword({ hash: (await credential()).password ?? "", password })).toBe(true);
    expect(await database.prisma.user.findMany({ include: { grants: true } })).toMatchObject([
      { passwordIsInitial: true, grants: [{ connection: "*", role: "administrator" }] },
    ]);

    const second = await prepare(sandbox);
    expect(second.admin).toEqual({ email: "admin@muster.local", password: null, generated: true });
    expect(second.warnings.join()).toContain("MUSTER_ADMIN_PASSWORD");
    expect(await database.prisma.user.count()).toBe(1);
    expect(await verifyAuditChain(database.prisma)).toMatchObject({ ok: true });
  });

  it("takes the given e-mail and password, warns about a weak one and never says it", async () => {
    const report = await prepare({
      MUSTER_ADMIN_EMAIL: "Ada@Plant.example",
      MUSTER_ADMIN_PASSWORD: "password",
    });
    expect(report.admin).toEqual({ email: "ada@plant.example", password: null, generated: false });
    expect(report.warnings).toContainEqual(expect.stringContaining("MUSTER_ADMIN_PASSWORD"));
    const hash = (await credential()).password ?? "";
    expect(await verifyPassword({ hash, password: "password" })).toBe(true);
  });

  it("replaces a lost generated password by the given one, but never one that somebody chose", async () => {
    await prepare();
    await prepare({ MUSTER_ADMIN_PASSWORD: "plums-grow-quietly-42" });
    const password = "plums-grow-quietly-42";
    expect(await verifyPassword({ hash: (await credential()).password ?? "", password })).toBe(true);
    const chosen = await hashPassword("her own choice 7");
    await database.prisma.account.updateMany({ data: { password: chosen } });
    await prepare({ MUSTER_ADMIN_PASSWORD: "lanterns-over-the-pier" });
    expect((await credential()).password).toBe(chosen);
  });

  it("registers the sandbox, archives it when it does not run and revives it", async () => {
    await prepare(sandbox);
    const [row] = await findConnections(database.prisma, "sandbox");
    expect(row).toMatchObject({
      source: "sandbox",
      region: "cn-north-4",
      projectId: "0123456789abcdef0123456789abcdef",
      archivedAt: null,
    });
    expect((await prepare()).sandbox).toBe(false);
    expect(await findConnections(database.prisma, "sandbox")).toMatchObject([
      { id: row?.id, archivedAt: now },
    ]);
    await prepare({ MUSTER_SANDBOX_URL: "http://127.0.0.1:5020" });
    expect(await findConnections(database.prisma, "sandbox")).toMatchObject([
      { id: row?.id, archivedAt: null, endpoint: "http://127.0.0.1:5020" },
    ]);
  });

  it("registers the environment's connection and keeps it without the variables", async () => {
    await prepare(platform);
    const [row] = await listConnections(database.prisma);
    expect(row).toMatchObject({ slug: "default", source: "environment", region: "cn-north-4" });
    expect(await openCredentials(database.prisma, row?.id ?? 0, sealer)).toMatchObject({
      credentials: { signIn: "keys", accessKey: "AKIDEXAMPLE1234" },
    });
    await prepare();
    expect(await listConnections(database.prisma)).toMatchObject([{ slug: "default", archivedAt: null }]);
    const acts = await database.prisma.audit.findMany({ where: { action: "connection.save" } });
    expect(acts).toMatchObject([{ actorKind: "system", connection: "default", result: "ok" }]);
  });

  it("plans the sandbox: as told, else only without any other connection", async () => {
    expect(await plan()).toBe(true);
    expect(await plan(platform)).toBe(false);
    expect(await plan({ ...platform, MUSTER_SANDBOX: "on" })).toBe(true);
    expect(await plan({ MUSTER_SANDBOX: "off" })).toBe(false);
    await prepare(sandbox);
    expect(await plan()).toBe(true);
    await prepare({ ...sandbox, ...platform });
    expect(await plan()).toBe(false);
  });

  it("lets the sandbox's legacy twin come and go with it", async () => {
    await prepare(sandbox);
    const [twin] = await findConnections(database.prisma, "sandbox-na");
    expect(twin).toMatchObject({
      name: "Sandbox legacy",
      kind: "na",
      appId: "sandbox-app",
      source: "sandbox",
    });
    expect(await openCredentials(database.prisma, twin?.id ?? 0, sealer)).toMatchObject({
      credentials: { signIn: "app", secret: "sandbox-secret" },
    });
    await prepare();
    expect(await findConnections(database.prisma, "sandbox-na")).toMatchObject([{ archivedAt: now }]);
    await prepare({ MUSTER_SANDBOX_URL: "http://127.0.0.1:5020" });
    expect(await findConnections(database.prisma, "sandbox-na")).toMatchObject([
      { id: twin?.id, archivedAt: null, endpoint: "http://127.0.0.1:5020" },
    ]);
  });

  it("registers a sign-in by IAM, and keys instead of it without a trace of the user", async () => {
    const { HUAWEICLOUD_SDK_AK: _ak, HUAWEICLOUD_SDK_SK: _sk, ...place } = platform;
    const iam = { IOTDA_IAM_USER: "ops", IOTDA_IAM_PASSWORD: "pass word", IOTDA_IAM_DOMAIN: "acme" };
    const report = await prepare({ ...place, ...iam });
    expect(report.warnings.join()).not.toContain("IAM");
    const [row] = await findConnections(database.prisma, "default");
    expect(row).toMatchObject({
      ...{ signIn: "iam", iamUser: "ops", iamDomain: "acme", signature: null },
      iamEndpoint: "https://iam.cn-north-4.myhuaweicloud.com",
    });
    expect(await openCredentials(database.prisma, row?.id ?? 0, sealer)).toMatchObject({
      credentials: { signIn: "iam", password: "pass word" },
    });
    await prepare(platform);
    expect(await findConnections(database.prisma, "default")).toMatchObject([
      {
        id: row?.id,
        signIn: "keys",
        iamUser: null,
        iamDomain: null,
        iamEndpoint: null,
        accessKeyLast4: "1234",
      },
    ]);
  });

  it("registers a legacy platform with the contents of its files", async () => {
    const report = await prepare(legacy);
    expect(report.warnings.join()).not.toContain("IOTDA_NA");
    const [row] = await findConnections(database.prisma, "na");
    expect(row).toMatchObject({
      kind: "na",
      signIn: "app",
      appId: "app-1",
      serverName: "platform.test",
      tlsSet: true,
    });
    expect(await openCredentials(database.prisma, row?.id ?? 0, sealer)).toMatchObject({
      credentials: { signIn: "app", secret: "app-secret" },
      tls: { ca: expect.stringMatching(/^-----BEGIN CERTIFICATE/), passphrase: "open-sesame" },
    });
    const before = await database.prisma.connection.findMany();
    await prepare(legacy);
    expect(await database.prisma.connection.findMany()).toEqual(before);
  });

  it.each([
    ["IOTDA_NA_CA_FILE", "nowhere.pem", /^IOTDA_NA_CA_FILE must name a file that can be read \(ENOENT\)$/],
    ["IOTDA_NA_CA_FILE", "README.md", /^IOTDA_NA_CA_FILE must hold certificates in PEM$/],
    ["IOTDA_NA_KEY_FILE", "server.key", /^IOTDA_NA_KEY_FILE must be the one of the certificate$/],
    ["IOTDA_NA_KEY_FILE", "client.pem", /^IOTDA_NA_KEY_FILE must be a private key in PEM$/],
  ])("stops with one line for a wrong %s (%s), and changes nothing", async (variable, name, line) => {
    await expect(prepare({ ...legacy, [variable]: tlsFile(name) })).rejects.toThrow(line);
    expect(await database.prisma.connection.count()).toBe(0);
  });

  it("stops with one line for a wrong passphrase, which is not in it", async () => {
    const failed = prepare({ ...legacy, IOTDA_NA_KEY_PASSPHRASE: "guessed" });
    await expect(failed).rejects.toThrow(/^IOTDA_NA_KEY_PASSPHRASE must open the key$/);
  });

  it("stops with the id of an unknown key, and changes nothing (F44)", async () => {
    await prepare(platform);
    const before = await database.prisma.connection.findMany();
    const other = createSealer({ secret: "another secret of thirty-two characters!!" });
    const failed = prepare({ ...platform, HUAWEICLOUD_SDK_SK: "changed" }, other);
    await expect(failed).rejects.toThrow(new RegExp(`unknown key ${sealer.keyId}.*MUSTER_SECRET_PREVIOUS`));
    expect(await database.prisma.connection.findMany()).toEqual(before);
    const rotated = createSealer({
      secret: "another secret of thirty-two characters!!",
      previousSecret: "a secret of thirty-two characters or more",
    });
    await prepare(platform, rotated);
    await prepare(platform, other);
  });

  it("makes one administrator and one connection when two consoles start at once", async () => {
    const reports = await Promise.all([
      prepare({ ...sandbox, ...platform }),
      prepare({ ...sandbox, ...platform }),
    ]);
    expect(reports.filter(({ admin }) => admin.password !== null)).toHaveLength(1);
    expect(await database.prisma.user.count()).toBe(1);
    expect(await database.prisma.connection.count()).toBe(3);
  });
});
