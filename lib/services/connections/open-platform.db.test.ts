import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import { createSealer } from "@/lib/store/seal";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { createPlatformRegistry } from "./open-platform";

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const given: GivenConnection = {
  slug: "default",
  name: "Default",
  kind: "v5",
  endpoint: "http://127.0.0.1:9",
  region: "cn-north-4",
  projectId: "p1",
  instanceId: null,
  signature: null,
  source: "environment",
  credentials: { signIn: "keys", accessKey: "AK", secretKey: "SK", securityToken: null },
};

const json = { "content-type": "application/json" };
const server = createServer();
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  server.close();
  await store.close();
});

let clock = Date.UTC(2026, 10, 1);
const save = async (changes: Partial<GivenConnection> = {}) => {
  clock += 1_000;
  const next = { ...given, ...changes };
  const { connection } = await inTransaction(store.database, (tx) =>
    saveConnection(tx, next, { sealer, now: new Date(clock) }),
  );
  return connection;
};
const registry = (allowedHosts: string[] = []) =>
  createPlatformRegistry({
    database: store.database,
    sealer,
    rates: { read: 0, write: 0, na: 0 },
    allowedHosts,
    now: () => new Date(clock),
    sleep: async () => undefined,
    random: () => 0.5,
    log: { info: () => undefined, warn: () => undefined },
  });

describe("createPlatformRegistry", () => {
  it("opens a connection once, and anew when it was changed", async () => {
    const open = registry();
    const connection = await save();
    const [first, second] = await Promise.all([open(connection), open(connection)]);
    expect(second).toBe(first);
    expect(first).toMatchObject({ kind: "v5", features: { listTasks: true } });
    await save({ name: "Renamed" });
    expect(await open(connection)).not.toBe(first);
    await open.close();
  });

  it("opens legacy connections too, and knows what they cannot do", async () => {
    const open = registry();
    const legacy = await save({
      ...{ slug: "na", kind: "na", projectId: null, appId: "app-1" },
      credentials: { signIn: "app", secret: "secret" },
    });
    expect(await open(legacy)).toMatchObject({ kind: "na", features: { listTasks: false } });
    await open.close();
  });

  it("lets no write out once a connection is read only, over a client that was open before either", async () => {
    const open = registry();
    const connection = await save({ slug: "quiet" });
    const former = await open(connection);
    await save({ slug: "quiet", readOnly: true });
    for (const platform of [former, await open(connection)]) {
      await expect(platform.deleteTask("65a1", { lane: "people" })).rejects.toMatchObject({
        ...{ code: "conflict", hint: "read_only" },
      });
    }
    await open.close();
  });

  it("lets the calls of a replaced client end, then closes it", async () => {
    let answer: (() => void) | undefined;
    const asked = new Promise<void>((isAsked) => {
      server.on("request", (_request, response) => {
        answer = () => response.writeHead(200, json).end('{"applications":[]}');
        isAsked();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const open = registry();
    const connection = await save({ slug: "slow", endpoint });
    const former = await open(connection);
    const apps = former.listApps({ lane: "people" });
    await asked;
    await save({ slug: "slow", endpoint, name: "Renamed" });
    expect(await open(connection)).not.toBe(former);
    answer?.();
    expect(await apps).toEqual([]);
    await expect
      .poll(() => former.listApps({ lane: "people" }).catch((error) => error.reason))
      .toBe("cancelled");
    await open.close();
  });

  it("puts on the audit trail, once an hour, that a host leads where it may not (F30)", async () => {
    const open = registry(["10.0.0.0/8"]);
    const named = { endpoint: "https://localhost", signature: "standard", source: "settings" } as const;
    const connection = await save({ slug: "inside", ...named });
    const ask = async () => (await open(connection)).listApps({ lane: "people" });
    const rows = () => store.database.prisma.audit.count({ where: { action: "connection.blocked" } });
    for (let left = 2; left > 0; left -= 1) {
      await expect(ask()).rejects.toMatchObject({ code: "upstream_unavailable", reason: "blocked" });
      await expect.poll(rows).toBe(1);
    }
    clock += 3_600_000;
    await expect(ask()).rejects.toMatchObject({ reason: "blocked" });
    await expect.poll(rows).toBe(2);
    await open.close();
  });

  it("says what is wrong with a connection that cannot be called", async () => {
    const open = registry();
    await expect(open({ id: 999_999 })).rejects.toMatchObject({ code: "not_found" });
    const bare = await save({ slug: "bare", credentials: null });
    await expect(open(bare)).rejects.toMatchObject({ code: "upstream_auth" });
    const odd = await save({ slug: "odd", kind: "na", appId: "app-1" });
    await expect(open(odd)).rejects.toMatchObject({ code: "invalid_input" });
    const nobody = await save({ slug: "iam", credentials: { signIn: "iam", password: "p" } });
    await expect(open(nobody)).rejects.toMatchObject({ invalidParams: [{ path: "iamUser" }] });
    await store.database.prisma.connection.update({
      where: { id: bare.id },
      data: { archivedAt: new Date(clock) },
    });
    await expect(open(bare)).rejects.toMatchObject({ code: "conflict" });
    await open.close();
  });
});
