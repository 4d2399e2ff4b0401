import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import type { TestConnection } from "@/lib/contracts/save-connection";
import { AppError } from "@/lib/errors";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { testConnection } from "./test-connection";

const { projectId, accessKey, secretKey } = SANDBOX;
const administrator: Caller = { ...operator, grants: { "*": ["administrator"] } };
const iam = { signIn: "iam", iamUser: "muster", iamDomain: "plant" } as const;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await save({});
});
beforeEach(async () => {
  await world.clear();
  await save({});
  world.pass(60_000);
});
afterAll(() => world.close());

async function save(change: Partial<GivenConnection>) {
  const given: GivenConnection = {
    ...{ slug, name: "Sandbox", kind: "v5", endpoint: world.connection.endpoint, region: "cn-north-4" },
    ...{ projectId, instanceId: null, signature: "standard", source: "sandbox", readOnly: false, ...change },
    credentials: change.credentials ?? { signIn: "keys", accessKey, secretKey, securityToken: null },
  };
  const { sealer } = world.context().deps;
  return inTransaction(world.database, (tx) => saveConnection(tx, given, { sealer, now: world.now() }));
}
const test = (body: TestConnection, caller = administrator) =>
  testConnection({ ctx: world.context(caller), input: { body } });
const lastActs = async (count: number) => {
  const rows = await world.database.prisma.audit.findMany({
    where: { action: "connection.test" },
    orderBy: { seq: "desc" },
    take: count,
  });
  return rows.reverse().map(({ connection, subject, result }) => ({ connection, subject, result }));
};

describe("a test on the audit trail (S4.6)", () => {
  it("has its intent before the first call, and what came of it behind", async () => {
    let before: unknown;
    const { platform } = world;
    world.reach.platform = {
      ...platform,
      async listTasks(...call) {
        before ??= await lastActs(1);
        return platform.listTasks(...call);
      },
    };
    expect(await test({ connection: slug })).toMatchObject({ ok: true });
    const row = { connection: slug, subject: world.connection.endpoint };
    expect(before).toEqual([{ ...row, result: "intent" }]);
    expect(await lastActs(2)).toEqual([
      { ...row, result: "intent" },
      { ...row, result: "ok" },
    ]);
  });

  it("has both rows when it breaks off", async () => {
    const broken = new AppError("unavailable", "The database is away.");
    const { platform } = world;
    world.reach.platform = { ...platform, listTasks: () => Promise.reject(broken) };
    await expect(test({ connection: slug })).rejects.toBe(broken);
    expect((await lastActs(2)).map(({ result }) => result)).toEqual(["intent", "failed"]);
  });
});

describe("a test", () => {
  it("may be asked for ten times a minute by one person, and costs others nothing (S4.9)", async () => {
    for (let left = 10; left > 0; left -= 1) await test({ connection: slug });
    world.simulator.clearCalls();
    await expect(test({ connection: slug })).rejects.toMatchObject({
      ...{ code: "too_many_requests", retryAfterSeconds: 60 },
    });
    expect(world.simulator.calls()).toEqual([]);
    expect(await test({ connection: slug }, { ...administrator, id: "p2" })).toMatchObject({ ok: true });
    world.pass(60_000);
    expect(await test({ connection: slug })).toMatchObject({ ok: true });
  });

  it("asks by reading only where the connection is read only, saved so or about to be", async () => {
    await save({ readOnly: true });
    expect(await test({ connection: slug })).toMatchObject({ ok: true });
    expect(world.simulator.calls().map(({ method }) => method)).not.toContain("POST");
  });

  it("goes over everybody's client while what is typed changes no call: a legacy sign-in would end their token", async () => {
    const { connection: stored } = await save({
      ...{ slug: "old", kind: "na", source: "settings", endpoint: "https://na.myhuaweicloud.com" },
      ...{ projectId: null, region: null, signature: null, appId: "app-1" },
      credentials: { signIn: "app", secret: "app secret" },
    });
    const typed = {
      connection: "old",
      kind: "na",
      endpoint: "na.myhuaweicloud.com",
      appId: "app-1",
    } as const;
    const before = world.simulator.calls().length;
    await test({ ...typed, name: "Renamed", rateRead: 1, secret: "app secret" });
    expect(world.simulator.calls().length).toBeGreaterThan(before);
    const kept = await world.database.prisma.connectionTest.findUnique({
      where: { connectionId: stored.id },
    });
    expect(kept?.testedAt).toEqual(world.now());
  });

  it.each<[string, object]>([
    ["host", { endpoint: "https://other.myhuaweicloud.com" }],
    ["port", { endpoint: "https://own.myhuaweicloud.com:8443" }],
    ["project", { projectId: "ffffffffffffffffffffffffffffffff" }],
    ["region", { region: "cn-south-1" }],
    ["IAM address", { iamEndpoint: "https://iam.cn-south-1.myhuaweicloud.com" }],
    ["IAM user", { iamUser: "somebody" }],
    ["IAM account", { iamDomain: "other" }],
    ["way to sign in", { signIn: "keys", iamUser: undefined, iamDomain: undefined, iamEndpoint: undefined }],
    ["kind", legacy()],
  ])("never uses a stored secret with another %s (S4.4)", async (_, change) => {
    const endpoint = "https://own.myhuaweicloud.com";
    const iamEndpoint = "https://iam.cn-north-4.myhuaweicloud.com";
    const stored = { slug: "own", source: "settings", endpoint, iamEndpoint, ...iam } as const;
    await save({ ...stored, credentials: { signIn: "iam", password: "pass phrase" } });
    const typed = {
      ...{ connection: "own", name: "Own", kind: "v5", endpoint, region: "cn-north-4", projectId },
      ...{ iamEndpoint, ...iam, ...change },
    };
    const body = JSON.parse(JSON.stringify(typed)) as TestConnection;
    const { ok, items } = await test(body);
    expect({ ok, keys: items.map(({ key }) => key) }).toEqual({ ok: false, keys: ["sign_in_missing"] });
  });
});

function legacy() {
  const none = { region: undefined, projectId: undefined, iamEndpoint: undefined };
  const nobody = { signIn: undefined, iamUser: undefined, iamDomain: undefined };
  return { kind: "na", appId: "app-1", ...none, ...nobody };
}
